import type { Operation, Place } from '#libs/access';

/** The caller's roles do not reach so far. It says nothing of what exists there. */
export class NotAllowed extends Error {
  readonly code = 'NotAllowed';
  readonly cluster: string;
  readonly namespace: string;
  constructor(
    readonly operation: Operation,
    { cluster, namespace }: Place,
  ) {
    super(
      `you may not ${WORDS[operation]} in namespace ${JSON.stringify(namespace)} of cluster ${JSON.stringify(cluster)}: ask an admin to bind you to a role that may`,
    );
    this.cluster = cluster;
    this.namespace = namespace;
  }
}

const WORDS: Readonly<Record<Operation, string>> = {
  read: 'read',
  readSecrets: 'read secrets',
  write: 'record changes',
  readAttempts: 'read attempts',
  ingest: 'tell what happened',
  prove: "read the log's tree",
  administer: 'administer',
};
