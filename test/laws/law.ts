import fc from 'fast-check';

/** Something that is true of every cluster. */
export type Law = Readonly<{
  name: string;
  /** Tries it on so many clusters of a seed. */
  tried: (count: number, seed: number) => Verdict;
}>;

/** `failure` says on which cluster it broke, and how. */
export type Verdict = Readonly<{ clusters: number; failure?: string }>;

/** `holds` throws where the law is broken. */
export function law<T>(name: string, arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): Law {
  const tried = (numRuns: number, seed: number): Verdict => {
    const details = fc.check(fc.property(arbitrary, holds), { numRuns, seed });
    if (!details.failed) return { clusters: details.numRuns };
    return { clusters: details.numRuns, failure: fc.defaultReportMessage(details) ?? 'it is broken' };
  };
  return { name, tried };
}
