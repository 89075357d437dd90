import { describe, expect, it } from '@jest/globals';
import { played, START } from '../laws/played.js';
import { readLives } from './life.js';
import { told } from './told.js';

// Every write of some clusters' lives, with the rule that made it. Nobody has written these by hand: they are here to show what a
// change of the model changes. Where a difference is meant, `node dist/test/lives/write.js` writes them anew.
describe('lives of clusters', () => {
  it.each(readLives())('%s goes on as before, write by write', (_, life) => {
    expect(told(played(life.cluster).observations, START)).toEqual(life.told);
  });
});
