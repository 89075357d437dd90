import { describe, expect, it } from '@jest/globals';
import { LAWS } from './laws.js';

// The same clusters each time: a red check is then the change's own. Other seeds, and many more clusters, are `npm run laws`.
const [COUNT, SEED] = [40, 20261121];

describe('the laws of the model', () => {
  it.each(LAWS.map((law) => [law.name, law] as const))('%s', (_, law) => {
    expect(law.tried(COUNT, SEED)).toEqual({ clusters: COUNT });
  });
});
