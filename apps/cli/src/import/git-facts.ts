import { createHash } from 'node:crypto';
import type { Commit } from '#libs/git';
import { deploymentObject } from '#libs/history';
import type { Fact } from '#libs/ingest';
import { canonicalJson, derivedUid } from '#libs/kubernetes';
import type { Became } from '#libs/manifest-history';

/** What a commit made of a Deployment, as a fact. */
export function gitFact(
  commit: Commit,
  became: Became,
  { cluster, now }: Readonly<{ cluster: string; now: number }>,
): Fact {
  const { id, author, subject } = commit;
  const { namespace, name, incarnation, verb, deployment, path, at } = became;
  return {
    ...{ source: 'import', cluster, namespace, name, byName: true },
    uid: derivedUid('git', cluster, namespace, name, incarnation),
    verb,
    ...(verb !== 'deleted' && { object: deploymentObject(deployment) }),
    occurredAt: Math.min(at, now),
    // The angle brackets tell it from every subject that somebody proved to be.
    actor: { subject: `${author.name} <${author.mail}>`, groups: ['system:unauthenticated'] },
    provenance: { userAgent: 'git', command: `git show ${id} -- ${path}` },
    ...(subject !== '' && { cause: subject }),
    key: keyOf(cluster, became),
  };
}

/** Where something was found, for the report. */
export function foundIn({ id }: Commit, path: string): string {
  return `${id.slice(0, 12)} ${path}`;
}

/** Milliseconds since 1970: when it was written, unless the clock there ran ahead of the one that put it in its place. */
export function timeOf({ authoredAt, committedAt }: Commit): number {
  return Math.min(authoredAt, committedAt);
}

// Not the commit's id: a history that was written anew, with the same changes by the same hands at the same times, is the same.
function keyOf(cluster: string, { namespace, name, incarnation, verb, deployment, at, ordinal }: Became): string {
  const fact = { cluster, namespace, name, incarnation, verb, at, ordinal, deployment };
  return `git:${createHash('sha256').update(canonicalJson(fact)).digest('hex')}`;
}
