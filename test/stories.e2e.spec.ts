import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { storyA } from './stories/story-a.js';
import { storyB } from './stories/story-b.js';
import { storyC } from './stories/story-c.js';
import { storyD } from './stories/story-d.js';
import { storyE } from './stories/story-e.js';
import type { People } from './stories/storyteller.js';
import { personOf } from './support/person-of.js';
import { Program } from './support/program.js';

jest.setTimeout(60_000);

/** Five accounts of working with rollouts, lived through over GraphQL. Each has a cluster of its own in one program. */
describe('the stories', () => {
  let program: Program;
  let people: People;
  beforeAll(async () => {
    program = await Program.start();
    const everywhere = ['--cluster', '*', '--namespace', '*'];
    const bound = ['role', 'bind', 'admin', '--subject', 'mina', 'tom', ...everywhere];
    expect(await Program.run({ dataFolder: program.dataFolder, args: bound })).toMatchObject({ code: 0 });
    people = { mina: await personOf(program, 'mina'), tom: await personOf(program, 'tom') };
  });
  afterAll(async () => {
    await program.discard();
  });

  for (const story of [storyA, storyB, storyC, storyD, storyE]) story(() => people);
});
