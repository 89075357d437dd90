/** What a manifest may be at most. */
export type ManifestLimits = Readonly<{ textBytes: number; depth: number; documents: number; values: number }>;

/** UTF-8 bytes: 1.5 MiB, the largest request that etcd takes, and so the largest object a cluster can have. */
export const MOST_TEXT_BYTES = 1.5 * 1024 * 1024;

/** Levels: a Deployment has 16 at its deepest; whatever goes on below 100 is made to exhaust the stack. */
export const MOST_DEPTH = 100;

/** Objects in one text, those of a List included: more is a program's work, which can send them in portions. */
export const MOST_DOCUMENTS = 100;

/** Values after every alias is replaced by what it stands for: nine lines of aliases can mean a billion of them. */
export const MOST_VALUES = 200_000;

export const MANIFEST_LIMITS: ManifestLimits = {
  textBytes: MOST_TEXT_BYTES,
  depth: MOST_DEPTH,
  documents: MOST_DOCUMENTS,
  values: MOST_VALUES,
};
