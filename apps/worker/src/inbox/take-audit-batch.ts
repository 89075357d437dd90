import { createHash } from 'node:crypto';
import { auditCoverage, auditFacts, type AuditOutcome, type Fact } from '#libs/ingest';
import { type Json, isJsonObject, listOf, objectOf, textOf } from '#libs/kubernetes';
import type { NewFact, OpenBatch, TakenBatch } from '#libs/postgres';

/** Takes out of an audit.k8s.io/v1 EventList what it says of Deployments. */
export function takeAuditBatch({ cluster, body, receivedAt }: OpenBatch): TakenBatch {
  const list = JSON.parse(body.toString('utf8')) as Json;
  const items = isJsonObject(list) ? listOf(list.items) : [];
  const tallies = new Map<string, number>();
  const facts: NewFact[] = [];
  for (const item of items) {
    const outcome = outcomeOf(item, cluster);
    if ('skipped' in outcome)
      tallies.set(`skipped: ${outcome.skipped}`, (tallies.get(`skipped: ${outcome.skipped}`) ?? 0) + 1);
    else facts.push(...rowsOf(outcome, item));
  }
  return { facts, tallies, live: auditCoverage(items, receivedAt.getTime()) };
}

type Outcome = AuditOutcome | Readonly<{ unreadable: string }>;

// One event that cannot be read does not take the others with it.
function outcomeOf(item: Json, cluster: string): Outcome {
  try {
    return auditFacts(item, cluster);
  } catch (error) {
    return { unreadable: error instanceof Error ? error.message : String(error) };
  }
}

function rowsOf(outcome: Exclude<Outcome, { skipped: string }>, item: Json): readonly NewFact[] {
  const event = objectOf(item);
  const { namespace, name } = objectOf(event.objectRef);
  const place = { namespace: textOf(namespace), name: textOf(name), auditId: textOf(event.auditID) };
  if ('facts' in outcome)
    return outcome.facts.map((fact, index) => factRow(fact, index === 0 ? place.auditId : undefined));
  if ('attempt' in outcome) {
    const { attempt } = outcome;
    return [{ ...row(place, attempt.key), settled: { state: 'recorded', reason: 'an attempt' }, attempt }];
  }
  if ('collection' in outcome) return [row({ ...place, name: '' }, outcome.collection)];
  return [
    {
      ...row(place, item),
      settled: { state: 'set aside', reason: 'unresolved' in outcome ? outcome.unresolved : outcome.unreadable },
    },
  ];
}

function factRow(fact: Fact, auditId: string | undefined): NewFact {
  const { namespace, name, resourceVersion: version } = fact;
  const place = { namespace, name, ...(auditId !== undefined && { auditId }) };
  return { ...row(place, fact), ...(version !== undefined && { version }) };
}

function row(place: Pick<NewFact, 'namespace' | 'name' | 'auditId'>, told: unknown): NewFact {
  const body = JSON.stringify(told);
  const digest = createHash('sha256')
    .update(`${place.auditId ?? ''}\n${body}`)
    .digest('hex');
  return { ...place, digest, body };
}
