import { describe, expect, it } from '@jest/globals';
import type { PodTemplate } from '#libs/kubernetes';
import { after, annotated, created, image, podTemplate, recorded, type Told } from '../../../test/support/history.js';
import { projectChanges } from './project-changes.js';
import type { ProjectionState } from './projection-state.js';
import { encodeSnapshot, readSnapshot } from './snapshot.js';

async function stateAfter(...told: Told[]): Promise<ProjectionState> {
  return projectChanges(undefined, await recorded(...told)).state;
}

function byHash(state: ProjectionState): ReadonlyMap<string, PodTemplate> {
  return new Map([...state.templates].map(([template, hash]) => [hash, template]));
}

describe('a snapshot', () => {
  it('gives the state back', async () => {
    const state = await stateAfter(after(0, created('web:1')), after(5, image('web:2')), after(6, image('web:1')));
    expect(readSnapshot(encodeSnapshot(state)).decode(byHash(state))).toEqual(state);
  });

  it('holds no template, only hashes, each once', async () => {
    const state = await stateAfter(after(0, created('web:1')), after(5, image('web:2')));
    const snapshot = encodeSnapshot(state);
    expect(readSnapshot(snapshot).templates).toEqual([...byHash(state).keys()].sort());
    expect(snapshot).not.toContain('containers');
  });

  it('keeps keys of people that look like its own', async () => {
    const odd = { $bigint: '7', $template: 'x', $$: 'y', __proto__: 'z', plain: '\0' };
    const state = await stateAfter(after(0, created('web:1')), after(5, annotated(odd)));
    const back = readSnapshot(encodeSnapshot(state)).decode(byHash(state));
    expect(back.deployment.deployment.annotations).toEqual(odd);
  });

  it('says which template is missing', async () => {
    const state = await stateAfter(after(0, created('web:1')));
    const hash = [...byHash(state).keys()][0]!;
    expect(() => readSnapshot(encodeSnapshot(state)).decode(new Map([['other', podTemplate('web:1')]]))).toThrow(
      `template ${hash} of a snapshot is missing`,
    );
  });
});
