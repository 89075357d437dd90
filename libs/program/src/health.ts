import { setTimeout as sleep } from 'node:timers/promises';

/** Answers what is wrong, or nothing. */
export type Check = () => Promise<string | undefined>;

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
    return await Promise.race([
      check(),
      sleep(SECONDS * 1000, `no answer within ${SECONDS} seconds`, { signal: late.signal }),
    ]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    late.abort();
  }
}
