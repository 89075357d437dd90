/** What one request may ask for. docs/graphql.md states each of them. */
export const LIMITS = {
  /** Bytes of a request's body: a manifest of the size Kubernetes takes (1.5 MiB) fits, with its JSON quoting. */
  bodyBytes: 2 * 1024 * 1024,
  /** Characters of the document itself: long texts, such as manifests, go into variables. */
  documentLength: 256 * 1024,
  /** Tokens of a document. */
  tokens: 10_000,
  /** Fields within fields, introspection aside. */
  depth: 15,
  /** Fields that bear an alias. */
  aliases: 100,
  /** Fields of one operation's root. */
  rootFields: 50,
  /** Cost of an operation (query-cost.ts). */
  cost: 20_000,
  /** Pods of a plan: those that are there, and those that are wanted. */
  plannedPods: 2000,
  /** Changes that are replayed for a plan, to get to the moment it is made on. */
  replayedChanges: 5000,
  /** Assumptions of a plan. */
  assumptions: 20,
  /** Milliseconds until the answer must be there. */
  requestTime: 15_000,
} as const;
