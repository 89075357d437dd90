/** One value that differs: what is compared, what was recorded, what the model says. */
export type Difference = Readonly<{ what: string; recorded: string; model: string }>;

/** What came of comparing one kind of value. */
export type Part = Readonly<{
  /** How many values were compared. */
  compared: number;
  /** How many of them differ as known races allow. */
  races: number;
  differences: readonly Difference[];
}>;

/** Compares two lists value by value, in order. */
export function compareLists(what: string, recorded: readonly string[], model: readonly string[]): Part {
  const differences: Difference[] = [];
  const compared = Math.max(recorded.length, model.length);
  for (let index = 0; index < compared; index++) {
    const [a, b] = [recorded[index] ?? 'none', model[index] ?? 'none'];
    if (a !== b) differences.push({ what: `${what} ${index + 1}`, recorded: a, model: b });
  }
  return { compared, races: 0, differences };
}
