/** How one process runs; every value is checked. */
export type Config = Readonly<{
  /** The Postgres to use; `undefined` starts the embedded one. */
  databaseUrl: string | undefined;
  /** The Redis that carries doorbells; `undefined` puts them into Postgres. */
  redisUrl: string | undefined;
  /** Where the api listens. Port 0 takes any free one. */
  host: string;
  port: number;
  /** Where the api serves the Kubernetes API, on `host`. Port 0 takes any free one. */
  kubernetesPort: number;
  /** Whether the Kubernetes API says more than a cluster would. */
  kubernetesExtras: boolean;
  /** PEM files to serve it with, both or none; one of our own is made when there are none. */
  tlsCertificate: string | undefined;
  tlsKey: string | undefined;
  /** Where the worker program answers /healthz, /readyz and /metrics. */
  workerHost: string;
  workerPort: number;
  /** Absolute; holds the embedded Postgres, the admin token and the lock. */
  dataFolder: string;
  /** The file with the master key that wraps the keys of persons; `undefined` stores them as they are. */
  masterKeyFile: string | undefined;
  /** The file with the key that signs tree heads; `undefined`: this process signs none (`serve` has one in its data folder). */
  signingKeyFile: string | undefined;
  /** How often a worker looks whether the log has grown, and signs its head: the shortest time between two heads. */
  headSeconds: number;
  /** The identity provider whose JWTs are taken; `undefined` takes API tokens only. */
  oidc: OidcSettings | undefined;
  /** What one caller may ask one api for in a minute: requests, and the cost of GraphQL operations; 0 for no limit. */
  requestsPerMinute: number;
  costPerMinute: number;
  logLevel: LogLevel;
  /** Most connections of one process to Postgres for reads. */
  databaseConnections: number;
  /** Streams that one worker replays at once. */
  workerConcurrency: number;
  /** How often a worker looks for streams whose doorbell was lost. */
  sweepSeconds: number;
  /** How long a fact that a cluster told waits for older ones. */
  inboxWindowSeconds: number;
  /** How long what a cluster told is kept after it was taken in. */
  inboxHours: number;
  /** What may wait to be taken in, in MiB as it came; above it senders are told to try again. */
  inboxMebibytes: number;
  /** How long requests and replays in flight may take to end when the process is told to stop. */
  drainSeconds: number;
}>;

/** What of an OpenID Connect token says who somebody is. */
export type OidcSettings = Readonly<{
  issuer: string;
  audience: string;
  subjectClaim: string;
  groupsClaim: string;
  subjectPrefix: string;
  groupsPrefix: string;
}>;

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];
