/**
 * Gathers the keys asked for in one turn of the event loop and reads them together: one query for a list's fields, not
 * one for each row. `read` answers in the order of its keys.
 */
export class Batch<Key, Value> {
  #waiting: { key: Key; resolve: (value: Value) => void; reject: (error: unknown) => void }[] = [];

  constructor(private readonly read: (keys: readonly Key[]) => Promise<readonly Value[]>) {}

  load(key: Key): Promise<Value> {
    return new Promise((resolve, reject) => {
      // Resolvers of siblings start within one run of promise jobs: the batch leaves after it.
      if (this.#waiting.push({ key, resolve, reject }) === 1)
        void Promise.resolve().then(() => process.nextTick(this.#leave));
    });
  }

  readonly #leave = (): void => {
    const batch = this.#waiting;
    this.#waiting = [];
    this.read(batch.map(({ key }) => key)).then(
      (values) => batch.forEach(({ resolve }, index) => resolve(values[index] as Value)),
      (error: unknown) => batch.forEach(({ reject }) => reject(error)),
    );
  };
}
