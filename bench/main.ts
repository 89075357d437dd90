import { startBenchServer } from './bench-server.js';
import { benchAppend } from './append.js';
import { benchAudit } from './audit.js';
import { benchAppendProof } from './append-proof.js';
import { benchAppendToView } from './append-to-view.js';
import { benchExport } from './export.js';
import { benchGraphql } from './graphql.js';
import { benchKubernetes } from './kubernetes.js';
import { benchStorage } from './storage.js';
import type { Figure } from './figure.js';
import { benchHoldIngest } from './hold-ingest.js';
import { benchImport } from './import.js';
import { benchIngest } from './ingest.js';
import { benchMemory } from './memory.js';
import { benchModel } from './model.js';
import { benchVerify } from './verify.js';

type Bench = (url: string, size?: number) => Promise<readonly Figure[]>;

const BENCHES: readonly Bench[] = [
  benchAppend,
  benchAppendProof,
  benchAppendToView,
  benchModel,
  benchGraphql,
  benchKubernetes,
  benchStorage,
  benchMemory,
  benchExport,
  benchVerify,
  benchIngest,
  benchImport,
];

/** They take minutes. */
const WHEN_NAMED: readonly Bench[] = [benchAudit, benchHoldIngest];

/** `npm run bench -- verify 1000000`: of a name, and of a size where it knows one; all of them when none is named. */
const [wanted, size] = process.argv.slice(2);

const server = await startBenchServer();
try {
  const named = [...BENCHES, ...WHEN_NAMED].filter(
    ({ name }) => name.toLowerCase() === `bench${wanted?.toLowerCase()}`,
  );
  if (wanted !== undefined && named.length === 0) throw new Error(`there is no bench ${wanted}`);
  for (const bench of wanted === undefined ? BENCHES : named) {
    for (const { name, value, floor, ratio, goal, reached } of await bench(
      await server.database(),
      size === undefined ? undefined : Number(size),
    )) {
      const against = floor === undefined ? '' : ` against ${floor}`;
      console.log(
        `${reached ? 'reached' : 'MISSED '} ${name}: ${value}${against}, ${ratio.toFixed(3)} (goal: ${goal})`,
      );
    }
  }
} finally {
  await server.stop();
}
