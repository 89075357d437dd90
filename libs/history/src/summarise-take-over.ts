/** What a Deployment took over, by the names of the ReplicaSets: `takes over web-647584ddcb`. */
export function summariseTakeOver(names: readonly string[]): string {
  return `takes over ${names.length > MOST_NAMES ? `${names.length} ReplicaSets` : names.join(', ')}`;
}

/** ReplicaSets that are named before they are counted. */
const MOST_NAMES = 3;
