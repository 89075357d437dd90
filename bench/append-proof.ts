import { hash, randomBytes } from 'node:crypto';
import { canonicalJson, leafText, type NewChange, type SealFor, type SealPurpose, sealRemark } from '#libs/event-store';
import { keepTree, openPool, PostgresEventStore } from '#libs/postgres';
import { seal } from '#libs/sealing';
import { makeSigningKey } from '#libs/signing';
import { median, perSecond, type Figure } from './figure.js';
import { imageChanged, sampleChange, sampleStream } from './sample-changes.js';

const ROUNDS = 5;
const MILLISECONDS = 1000;
const WRITERS = 16;

/**
 * What the proof costs an append: sealing and the leaf hash, by themselves, against the time a change takes; and appends
 * while a worker stores the tree and signs, against appends while none does.
 */
export async function benchAppendProof(url: string): Promise<readonly Figure[]> {
  const pool = openPool(url, { size: 4 });
  const store = new PostgresEventStore({ url, pool });
  const key = makeSigningKey();
  try {
    const append = writers(store);
    await append();
    const rounds: { alone: number; kept: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const alone = await append();
      rounds.push({ alone, kept: await whileKept(() => keepTree(pool, key), append) });
    }
    const alone = median(rounds.map((round) => round.alone));
    const own = secondsToSealAndHash();
    const share = own * alone;
    return [
      {
        name: 'sealing and hashing of a change',
        value: `${(own * 1e6).toFixed(0)} us`,
        floor: `${(1e6 / alone).toFixed(0)} us a change`,
        ratio: share,
        goal: 'at most 0.1',
        reached: share <= 0.1,
      },
      keptFigure(rounds),
    ];
  } finally {
    await store.close();
    await pool.end();
  }
}

function keptFigure(rounds: readonly Readonly<{ alone: number; kept: number }>[]): Figure {
  const ratio = median(rounds.map(({ alone, kept }) => kept / alone));
  return {
    name: 'appends while heads are signed each second',
    value: `${Math.round(median(rounds.map(({ kept }) => kept)))} changes/s`,
    floor: `${Math.round(median(rounds.map(({ alone }) => alone)))} changes/s while none are`,
    ratio,
    goal: 'at least 0.9',
    reached: ratio >= 0.9,
  };
}

function writers(store: PostgresEventStore): () => Promise<number> {
  const positions = Array.from({ length: WRITERS }, () => 0);
  return () =>
    perSecond(MILLISECONDS, WRITERS, async (writer) => {
      const position = positions[writer] ?? 0;
      await store.append(changeOf(writer, position));
      positions[writer] = position + 1;
      return 1;
    });
}

function changeOf(writer: number, position: number) {
  const event = imageChanged(`registry.example.com/shop/web:1.${position}.0`, 850);
  const expected = position === 0 ? 'none' : position;
  return { ...sampleChange(sampleStream(`kept${writer}`), expected, event, position), cause: `release ${position}` };
}

async function whileKept(keep: () => Promise<unknown>, work: () => Promise<number>): Promise<number> {
  const working = work();
  await keep();
  const done = await working;
  await keep();
  return done;
}

const TIMES = 2000;

// Actor and provenance are sealed once and remembered; each change has a remark and a leaf of its own.
function secondsToSealAndHash(): number {
  const key = randomBytes(32);
  const sealFor: SealFor = (_subject: string, purpose: SealPurpose, text: string) => ({
    person: 1,
    sealed: seal(key, purpose, text).toString('base64'),
  });
  const changes = Array.from({ length: TIMES }, (_, position) => changeOf(1, position));
  const start = performance.now();
  for (const [position, change] of changes.entries()) sealAndHash(change, position, sealFor);
  return (performance.now() - start) / 1000 / TIMES;
}

const DIGEST = 'ab'.repeat(32);

function sealAndHash(change: NewChange, position: number, sealFor: SealFor): string {
  const { stream, source, summary, occurredAt, events } = change;
  const remark = sealRemark(change, sealFor);
  const leaf = leafText({
    position: BigInt(position),
    change: BigInt(position),
    stream,
    streamPosition: position,
    type: events[0].type,
    schemaVersion: 1,
    payload: canonicalJson(events[0].payload),
    templateHash: DIGEST,
    personal: { format: 2, actor: DIGEST, provenance: DIGEST, ...(remark && { remark: remark.sealed }) },
    source,
    summary,
    occurredAt,
    recordedAt: occurredAt,
  });
  return hash('sha256', `\0${leaf}`, 'hex');
}
