import type { Mask, Place } from '#libs/access';
import type { Actor, EventStore } from '#libs/event-store';
import type { OidcVerifier } from '#libs/oidc';
import type {
  ClusterFact,
  Clusters,
  InboxStatus,
  NewBatch,
  PostgresBindings,
  PostgresTokens,
  Proofs,
  Reads,
  ViewReached,
} from '#libs/postgres';
import type { ViewStore } from '#libs/projections';
import type { Secrets } from './access/secrets.js';
import type { AttemptLog } from './access/attempt-log.js';
import type { Meter } from './limit/meter.js';
import type { Settings } from './setting/settings.js';

/** Who a bearer token belongs to, by the SHA-256 of the token. */
export type TokenOwner = Readonly<{ actor: Actor; expiresAt?: Date }>;

/** Where faults are written: pino's shape. */
export type Log = Readonly<{
  info: (fields: object, message: string) => void;
  warn: (fields: object, message: string) => void;
  error: (fields: object, message: string) => void;
}>;

/** What the API needs of the world. */
export type ApiPorts = Readonly<{
  store: EventStore;
  reads: Reads;
  /** The log's tree: for whoever may `prove`. */
  proofs: Proofs;
  /** Where folds go on from. */
  views: Pick<ViewStore, 'load'>;
  settings: Settings;
  /** Of clusters that changes are taken in from: for their agents. */
  clusters: Clusters;
  bindings: Pick<PostgresBindings, 'living' | 'list' | 'make' | 'end'>;
  /** Answers when the views of a stream show the event at a stream position, at the latest after some milliseconds. */
  waitForView: (streamId: number, streamPosition: number, milliseconds: number) => Promise<ViewReached>;
  /** The owner of a living token; undefined for one that is unknown or revoked. */
  findToken: (digest: Buffer) => Promise<TokenOwner | undefined>;
  tokens: Pick<PostgresTokens, 'create' | 'page' | 'revokeById'>;
  /** Knows who somebody is by a JWT; absent when there is no identity provider. */
  oidc?: Pick<OidcVerifier, 'verify'>;
  /** Tells a worker that a stream has news. */
  ring: (streamId: number) => Promise<void>;
  /** What stands in the place of a secret. */
  secretMask: () => Promise<Mask>;
  /** Whatever holds a pod template goes through here before it is shown. */
  secrets: Secrets;
  /** Counts what each caller asks for. */
  meter: Pick<Meter, 'request' | 'cost'>;
  /** What clusters tell, until a worker takes it in. */
  inbox: Readonly<{
    store: (batch: NewBatch) => Promise<void>;
    hold: (facts: readonly ClusterFact[], milliseconds: number) => Promise<void>;
    status: () => Promise<readonly InboxStatus[]>;
  }>;
  /** Keeps what was refused. */
  attempts: Pick<AttemptLog, 'note'>;
  /** Does one such work at a time, among all processes. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  /** Whether the caller may record changes there. */
  mayWrite: (place: Place) => boolean;
  now: () => Date;
  log: Log;
}>;

export const PORTS = Symbol("the API's ports");
