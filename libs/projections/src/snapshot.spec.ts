import { describe, expect, it } from '@jest/globals';
import type { JsonObject, PodTemplate } from '#libs/kubernetes';
import { after, annotated, created, image, podTemplate, recorded, type Told } from '../../../test/support/history.js';
import { projectChanges } from './project-changes.js';
import type { ProjectionState } from './projection-state.js';
import { decodeSnapshot, encodeSnapshot, snapshotTemplates } from './snapshot.js';

async function stateAfter(...told: Told[]): Promise<ProjectionState> {
  return projectChanges(undefined, await recorded(...told)).state;
}

function throughJson(snapshot: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(snapshot)) as JsonObject;
}

function byHash(state: ProjectionState): ReadonlyMap<string, PodTemplate> {
  return new Map([...state.templates].map(([template, hash]) => [hash, template]));
}

describe('a snapshot', () => {
  it('gives the state back', async () => {
    const state = await stateAfter(after(0, created('web:1')), after(5, image('web:2')), after(6, image('web:1')));
    expect(decodeSnapshot(throughJson(encodeSnapshot(state)), byHash(state))).toEqual(state);
  });

  it('holds no template, only hashes, each once', async () => {
    const state = await stateAfter(after(0, created('web:1')), after(5, image('web:2')));
    const snapshot = encodeSnapshot(state);
    expect(snapshotTemplates(snapshot)).toEqual([...byHash(state).keys()].sort());
    expect(JSON.stringify(snapshot)).not.toContain('containers');
  });

  it('keeps keys of people that look like its own', async () => {
    const odd = { $bigint: '7', $template: 'x', $$: 'y', __proto__: 'z', plain: '\0' };
    const state = await stateAfter(after(0, created('web:1')), after(5, annotated(odd)));
    const back = decodeSnapshot(throughJson(encodeSnapshot(state)), byHash(state));
    expect(back.deployment.deployment.annotations).toEqual(odd);
  });

  it('says which template is missing', async () => {
    const state = await stateAfter(after(0, created('web:1')));
    const hash = [...byHash(state).keys()][0]!;
    expect(() => decodeSnapshot(encodeSnapshot(state), new Map([['other', podTemplate('web:1')]]))).toThrow(
      `template ${hash} of a snapshot is missing`,
    );
  });
});
