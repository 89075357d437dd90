import { type Fact, orderFacts } from '#libs/ingest';
import type { OpenFact, SettledFact } from '#libs/postgres';
import { isCollection, settleCollection } from './settle-collection.js';
import { ringFor, setAside, settledBy, type SettlePorts } from './settled-by.js';

/**
 * Records the facts of each object in their order, up to the last that is due. What changed nothing before is told again after an
 * older one: `v1, v1` may have been `v1, v2, v1`. Objects do not wait for each other.
 */
export async function settleObjects(
  ports: SettlePorts,
  objects: readonly (readonly OpenFact[])[],
): Promise<readonly SettledFact[]> {
  const named = objects.filter(([first]) => first !== undefined && !isCollection(first));
  const settled = await Promise.all(named.map((facts) => settleObject(ports, facts)));
  // What names no object is about those that live when all that is older is recorded.
  for (const open of objects.flat()) if (isCollection(open)) settled.push(await settleCollection(ports, open));
  return settled.flat();
}

type Told = Fact & Readonly<{ open: OpenFact }>;

async function settleObject(ports: SettlePorts, facts: readonly OpenFact[]): Promise<readonly SettledFact[]> {
  try {
    return await settleInOrder(ports, facts);
  } catch (error) {
    // Whatever is wrong with one object, the others go on.
    return facts.filter(({ changedNothing }) => !changedNothing).map((open) => setAside(open, error, ports));
  }
}

async function settleInOrder(ports: SettlePorts, facts: readonly OpenFact[]): Promise<readonly SettledFact[]> {
  const ordered = orderFacts(facts.map((open): Told => ({ ...(JSON.parse(open.body) as Fact), open })));
  const begin = ordered.findIndex(({ open }) => !open.changedNothing);
  const end = ordered.findLastIndex(({ open }) => open.isDue && !open.changedNothing) + 1;
  const told = ordered.filter(({ open }, index) => (open.changedNothing ? index > begin : index < end));
  const settled = await settleAll(ports, told);
  // What told a part may have come before the one that told the whole.
  const waiting = told.filter((_, index) => settled[index]?.state === 'waiting');
  const isRecorded = settled.some(({ state }) => state === 'recorded');
  const again = isRecorded && waiting.length > 0 ? await settleAll(ports, waiting) : [];
  const last = new Map([...settled, ...again].map((one) => [one.id, one]));
  const isNews = ({ open: { id, changedNothing } }: Told): boolean =>
    !changedNothing || last.get(id)?.state !== 'nothing';
  return told.filter(isNews).flatMap(({ open }) => last.get(open.id) ?? []);
}

async function settleAll(ports: SettlePorts, told: readonly Told[]): Promise<readonly SettledFact[]> {
  const outcomes = await ports.record(told.map(({ open: _, ...fact }) => fact));
  await ringFor(outcomes, ports);
  return told.map(({ open }, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) throw new Error('a fact was told, and has no outcome');
    return settledBy(outcome, open, ports);
  });
}
