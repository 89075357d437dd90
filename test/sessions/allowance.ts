/** A command line that was typed, with which kubectl then and now. */
export type TypedLine = Readonly<{
  args: readonly string[];
  namespace: string;
  /** Versions: `v1.32.4`. */
  recordedBy: string;
  playedBy: string;
  /** Recorded seconds lasted this many when it was played. */
  pace: number;
  /** How much later than recorded it was typed. */
  lateSeconds: number;
}>;

/** What one stream said then and now. */
export type Sides = Readonly<{ recorded: string; played: string }>;

/** A difference that is no fault of Rollbook's. */
export type Allowance = Readonly<{
  name: string;
  /** Two runs of the real cluster differ so, another kubectl speaks so, or Rollbook is so on purpose. */
  kind: 'race' | 'client' | 'accepted';
  reason: string;
  concerns: (line: TypedLine) => boolean;
  /** What is left to compare. */
  settle: (sides: Sides, line: TypedLine) => Sides;
  /** The exit code is not compared either. */
  allowsAnyEnd?: boolean;
}>;

/** For an allowance that looks at each side alone; `seconds` is how long a recorded second lasts in it. */
export function both(reduce: (text: string, line: TypedLine, seconds: number) => string): Allowance['settle'] {
  return ({ recorded, played }, line) => ({
    recorded: reduce(recorded, line, 1),
    played: reduce(played, line, line.pace),
  });
}
