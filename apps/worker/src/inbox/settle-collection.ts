import type { CollectionDeletion } from '#libs/ingest';
import type { OpenFact, SettledFact } from '#libs/postgres';
import { ringFor, setAside, type SettlePorts } from './settled-by.js';

/** Whether what waits names no object: its body is a CollectionDeletion. */
export function isCollection({ name }: Pick<OpenFact, 'name'>): boolean {
  return name === '';
}

/** Records that what lives in a namespace and is selected is gone. */
export async function settleCollection(ports: SettlePorts, open: OpenFact): Promise<readonly SettledFact[]> {
  if (!open.isDue) return [];
  const { id, cluster } = open;
  try {
    const facts = await ports.factsOf(JSON.parse(open.body) as CollectionDeletion);
    const outcomes = (await Promise.all(facts.map((fact) => ports.record([fact])))).flat();
    await ringFor(outcomes, ports);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    const isRecorded = outcomes.some((outcome) => outcome.status === 'fulfilled' && outcome.value.kind === 'recorded');
    return [isRecorded ? { id, cluster, state: 'recorded' } : { id, cluster, state: 'nothing', reason: NOTHING }];
  } catch (error) {
    return [setAside(open, error, ports)];
  }
}

const NOTHING = 'nothing is known that a deletecollection deleted at once';
