import { type Test, tests } from './jest-globals.js';

// A process that tries mutants one after another: hears their numbers, says which test saw each. One that counts while the code is
// loaded is given as an argument, and is the only one.
type World = typeof globalThis & { mutant: number; countTurn: () => void };

const world = globalThis as World;
const ENOUGH = 5; // times the turns that the whole code takes
let [turns, mostTurns] = [0, Infinity];
const [first, ...specs] = process.argv.slice(2);
world.mutant = Number(first);
world.countTurn = () => {
  turns += 1;
  if (turns > mostTurns) throw new Error('endless');
};

for (const file of specs) await import(file);
const collected = tests;
const turnsOf = new Map<Test, number>();
for (const test of collected) {
  turns = 0;
  await test.run();
  turnsOf.set(test, turns);
}

process.on('message', (id: number) => void tried(id).then((seenBy) => process.send?.({ id, seenBy })));
process.send?.({ ready: collected.length });

async function tried(id: number): Promise<string | null> {
  world.mutant = id;
  for (const [index, test] of collected.entries()) {
    if (!(await fails(test))) continue;
    collected.splice(index, 1);
    collected.unshift(test); // what saw one mutant is likely to see the next
    return test.name;
  }
  return null;
}

async function fails(test: Test): Promise<boolean> {
  turns = 0;
  mostTurns = 5_000 + ENOUGH * (turnsOf.get(test) ?? 0);
  try {
    await test.run();
    return false;
  } catch {
    return true;
  }
}
