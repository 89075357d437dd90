/** Does something at once and then at an interval, one round at a time; the answer ends it, after the round that runs. */
export function repeatEvery(seconds: number, round: () => Promise<void>, onFailure: (error: unknown) => void) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const next = async (): Promise<void> => {
    await round().catch(onFailure);
    if (!stopped) timer = setTimeout(again, seconds * 1000);
  };
  const again = (): void => {
    running = next();
  };
  let running = next();
  return async (): Promise<void> => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
