import { describe, expect, it } from '@jest/globals';
import { maskSecrets } from './mask-secrets.js';

const mask = (secret: string): string => `***${secret.length}`;
const env = [
  { name: 'DB_PASSWORD', value: 'hunter2' },
  { name: 'LOG_LEVEL', value: 'info' },
  { name: 'API_TOKEN', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
];
const shown = [{ name: 'DB_PASSWORD', value: '***7' }, env[1], env[2]];

describe('maskSecrets', () => {
  it('when secrets stand anywhere in an object, they are masked and all else is the same', () => {
    const object = { spec: { template: { spec: { containers: [{ name: 'web', env }], initContainers: [{ env }] } } } };
    expect(maskSecrets([object], mask)).toEqual([
      { spec: { template: { spec: { containers: [{ name: 'web', env: shown }], initContainers: [{ env: shown }] } } } },
    ]);
    expect(env[0]).toEqual({ name: 'DB_PASSWORD', value: 'hunter2' });
  });

  it('when kubectl has noted what it applied, the note is masked too', () => {
    const note = 'kubectl.kubernetes.io/last-applied-configuration';
    const annotated = (text: string) => ({ metadata: { annotations: { [note]: text } } });
    const text = `${JSON.stringify({ spec: { containers: [{ env }] } })}\n`;
    expect(maskSecrets(annotated(text), mask)).toEqual(
      annotated(`${JSON.stringify({ spec: { containers: [{ env: shown }] } })}\n`),
    );
    expect(maskSecrets(annotated('{"env": broken'), mask)).toEqual(annotated('***14'));
    expect(maskSecrets(annotated('{}'), mask)).toEqual(annotated('{}'));
  });

  it('when there is nothing to mask, the very same is answered', () => {
    const row = { at: new Date(0), n: 1n, template: { containers: [{ env: [env[1]] }] }, nothing: null };
    expect(maskSecrets(row, mask)).toBe(row);
    expect(maskSecrets<unknown>(undefined, mask)).toBe(undefined);
  });
});
