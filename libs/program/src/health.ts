import { setTimeout as sleep } from 'node:timers/promises';

/** Fails, or answers a sentence, when something is wrong; any other answer is a good one. */
export type Check = () => Promise<unknown>;

export type Health = Readonly<{ ready: boolean; checks: Readonly<Record<string, string>> }>;

const SECONDS = 2;

/** Asks every check at once; one that does not answer in two seconds counts as failed. */
export async function checkHealth(checks: Readonly<Record<string, Check>>): Promise<Health> {
  const answers = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, (await bounded(check)) ?? 'ok'] as const),
  );
  return { ready: answers.every(([, answer]) => answer === 'ok'), checks: Object.fromEntries(answers) };
}

async function bounded(check: Check): Promise<string | undefined> {
  const late = new AbortController();
  try {
    const answer = await Promise.race([
      check(),
      sleep(SECONDS * 1000, `no answer within ${SECONDS} seconds`, { signal: late.signal }),
    ]);
    return typeof answer === 'string' ? answer : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    late.abort();
  }
}
