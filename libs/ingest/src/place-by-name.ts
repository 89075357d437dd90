import { sameJson } from '#libs/kubernetes';
import type { Fact } from './fact.js';
import { type FactLog, findKnown, type KnownDeployment, lastOccurred, readKnown } from './known-deployment.js';
import { readStoredObject } from './stored-object.js';

/** What a fact that is told by name is about, and whether what is known of that happened later. */
type NamedPlace = Readonly<{ fact: Fact; known: KnownDeployment | undefined; late: boolean }>;

/** What somebody tells by name alone would be the present of a Deployment that others made: what it is now, they tell. */
class NameTaken extends Error {
  readonly code = 'NameTaken';
  constructor(uid: string) {
    super(`the name belongs to the Deployment ${uid}, which did not come from here: what it is now is told by others`);
  }
}

/** The Deployment lived on. */
class LivedOn extends Error {
  readonly code = 'LivedOn';
  constructor() {
    super('the log has what happened to the Deployment later: it was not deleted then');
  }
}

/** No cluster lets a selector be changed. */
class SelectorDiffers extends Error {
  readonly code = 'SelectorDiffers';
  constructor() {
    super('spec.selector differs from that of the log: no cluster lets it be changed');
  }
}

type Log = Pick<FactLog, 'streamByUid' | 'findStream' | 'readLatestOfTypes' | 'readStream'>;

/**
 * Finds what bore the name when a fact happened. Between the first and the last of what is known of another Deployment it is about
 * that one; before and after, about a life of its own.
 * @throws NameTaken, LivedOn, SelectorDiffers, DecodingFailed
 */
export async function placeByName(log: Log, fact: Fact): Promise<NamedPlace> {
  const own = await findKnown(log, fact);
  const isLiving = own !== undefined && own.stream.endedAt === undefined;
  const other = isLiving ? undefined : await otherBearer(log, fact);
  if (other === undefined || !(await boreNameThen(log, other, fact))) return ownPlace(log, fact, own);
  if (fact.verb === 'deleted') throw new LivedOn();
  refuseSelector(other, fact);
  return { fact: { ...fact, uid: other.stream.uid, verb: 'changed' }, known: other, late: true };
}

// The one that lives, else the one that ended last.
async function otherBearer(log: Log, { cluster, namespace, name, uid }: Fact): Promise<KnownDeployment | undefined> {
  const bearer = await log.findStream(cluster, namespace, name);
  return bearer === undefined || bearer.uid === uid ? undefined : readKnown(log, bearer);
}

async function boreNameThen(log: Log, known: KnownDeployment, { occurredAt }: Fact): Promise<boolean> {
  const { id, uid, endedAt } = known.stream;
  const [first] = await log.readStream(id, 0, 1);
  if (first === undefined || occurredAt < first.occurredAt) return false;
  if (occurredAt < (await lastOccurred(log, known))) return true;
  if (endedAt === undefined) throw new NameTaken(uid);
  return false;
}

async function ownPlace(log: Log, fact: Fact, own: KnownDeployment | undefined): Promise<NamedPlace> {
  if (own === undefined) {
    const verb = fact.verb === 'changed' ? 'created' : fact.verb;
    return { fact: { ...fact, verb }, known: undefined, late: false };
  }
  const late = fact.occurredAt < (await lastOccurred(log, own));
  if (late && fact.verb === 'deleted' && !own.state.deleted) throw new LivedOn();
  refuseSelector(own, fact);
  return { fact, known: own, late };
}

function refuseSelector({ state }: KnownDeployment, { object }: Fact): void {
  if (object === undefined) return;
  const { selector } = readStoredObject(object).deployment.spec;
  if (!sameJson(selector, state.deployment.spec.selector)) throw new SelectorDiffers();
}
