import { startBenchServer } from './bench-server.js';
import { benchAppend } from './append.js';
import { benchAppendToView } from './append-to-view.js';
import { benchGraphql } from './graphql.js';
import { benchStorage } from './storage.js';
import type { Figure } from './figure.js';
import { benchMemory } from './memory.js';
import { benchModel } from './model.js';

const BENCHES: readonly ((url: string) => Promise<readonly Figure[]>)[] = [
  benchAppend,
  benchAppendToView,
  benchModel,
  benchGraphql,
  benchStorage,
  benchMemory,
];

const server = await startBenchServer();
try {
  for (const bench of BENCHES) {
    for (const { name, value, floor, ratio, goal, reached } of await bench(await server.database())) {
      const against = floor === undefined ? '' : ` against ${floor}`;
      console.log(
        `${reached ? 'reached' : 'MISSED '} ${name}: ${value}${against}, ${ratio.toFixed(3)} (goal: ${goal})`,
      );
    }
  }
} finally {
  await server.stop();
}
