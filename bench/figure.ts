/** One line of `npm run bench`. */
export type Figure = Readonly<{
  name: string;
  /** What was measured, with its unit. */
  value: string;
  /** What it is compared with, measured in the same run. */
  floor?: string;
  /** Value against floor, or the value itself where there is no floor. */
  ratio: number;
  goal: string;
  reached: boolean;
}>;

/** The middle one: noise of a shared machine falls on either side of it. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Counts how often `act` is done in a while by some that each do it over and over. */
export async function perSecond(
  milliseconds: number,
  atOnce: number,
  act: (actor: number) => Promise<number>,
): Promise<number> {
  const start = performance.now();
  let done = 0;
  const actor = async (number: number) => {
    while (performance.now() - start < milliseconds) {
      const count = await act(number); // a statement of its own: += would add to what was there before
      done += count;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, number) => actor(number)));
  return (done * 1000) / (performance.now() - start);
}
