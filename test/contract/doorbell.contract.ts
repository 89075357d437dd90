import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { answerDoorbell, openDoorbell, type Answering, type Doorbell, type QueueBackend } from '#libs/queue';

export type DoorbellPlace = Readonly<{ backend: QueueBackend; end: () => Promise<void> }>;

/** What every carrier of doorbells promises. Each spec has a place of its own. */
export function doorbellContract(name: string, openPlace: () => Promise<DoorbellPlace>): void {
  describe(`a doorbell in ${name}`, () => {
    let place: DoorbellPlace;
    let doorbell: Doorbell;
    let open: Answering[];
    const errors: Error[] = [];

    beforeAll(async () => {
      place = await openPlace();
    });
    afterAll(() => place.end());
    beforeEach(async () => {
      errors.length = 0;
      open = [];
      doorbell = await openDoorbell(place.backend, { alone: true, onError: (error) => errors.push(error) });
    });
    afterEach(async () => {
      await Promise.all(open.map((answering) => answering.close()));
      await doorbell.close();
      expect(errors).toEqual([]);
    });

    const answer = async (handler: (streamId: number) => Promise<void>, concurrency = 4): Promise<Troubles> => {
      const troubles: Troubles = [];
      const isRefusal = (error: unknown) => error instanceof Refusal;
      const onTrouble: Troubles['push'] = (trouble) => troubles.push(trouble);
      open.push(await answerDoorbell(place.backend, handler, { concurrency, isRefusal, onTrouble }));
      return troubles;
    };

    it('when a stream is rung for, it is handled', async () => {
      const handled = until<number>();
      await answer(async (id) => handled.resolve(id));
      await doorbell.ring([7]);

      expect(await handled.promise).toBe(7);
    });

    it('when nobody answers yet, the ring waits', async () => {
      const handled = until<number>();
      await doorbell.ring([7]);
      await answer(async (id) => handled.resolve(id));

      expect(await handled.promise).toBe(7);
    });

    it('when nothing is rung for, nothing is sent', async () => {
      await expect(doorbell.ring([])).resolves.toBeUndefined();
    });

    it('when a stream is rung for often before anybody answers, it is handled once', async () => {
      const handled: number[] = [];
      for (let count = 0; count < 10; count++) await doorbell.ring([1]);
      await doorbell.ring([2]);
      const last = until();
      await answer(async (id) => {
        handled.push(id);
        if (id === 2) last.resolve();
      }, 1);
      await last.promise;

      expect(handled).toEqual([1, 2]);
    });

    it('when it is rung for again after it was handled, it is handled again', async () => {
      let next = until();
      await answer(async () => next.resolve());
      for (let count = 0; count < 5; count++) {
        next = until();
        await doorbell.ring([1]);
        await next.promise;
      }
    });

    it('when it is rung for many times while it is handled, it is handled once more, and never twice at a time', async () => {
      const first = until();
      const release = until();
      const second = until();
      const third = until();
      let running = 0;
      const handled: number[] = [];
      await answer(async (id) => {
        running++;
        handled.push(id);
        expect(running).toBe(1);
        if (handled.length === 1) {
          first.resolve();
          await release.promise;
        } else if (id === 1) second.resolve();
        else third.resolve();
        running--;
      }, 1);
      await doorbell.ring([1]);
      await first.promise;
      for (let count = 0; count < 5; count++) await doorbell.ring([1]);
      release.resolve();
      await second.promise;
      await doorbell.ring([2]);
      await third.promise;

      expect(handled).toEqual([1, 1, 2]);
    });

    it('when a thousand and one streams are rung for in one call, each is handled once', async () => {
      const streams = Array.from({ length: 1001 }, (_, index) => index + 1);
      const handled: number[] = [];
      const all = until();
      await answer(async (id) => {
        if (handled.push(id) === streams.length) all.resolve();
      }, 16);
      await doorbell.ring(streams);
      await all.promise;

      expect(handled.sort((a, b) => a - b)).toEqual(streams);
    });

    it('when several workers share it, each ring goes to one of them', async () => {
      const streams = Array.from({ length: 100 }, (_, index) => index + 1);
      const handled: number[] = [];
      const all = until();
      const handler = async (id: number) => {
        if (handled.push(id) === streams.length) all.resolve();
      };
      await Promise.all([answer(handler), answer(handler), answer(handler)]);
      await doorbell.ring(streams);
      await all.promise;

      expect(handled.sort((a, b) => a - b)).toEqual(streams);
    });

    it('when rings come in while streams are handled, the last ring of each is never lost', async () => {
      const streams = [1, 2, 3, 4, 5];
      const written = new Map(streams.map((id) => [id, 0]));
      const seen = new Map(streams.map((id) => [id, 0]));
      let check: () => void = () => undefined;
      const handler = async (id: number) => {
        const news = written.get(id)!;
        await new Promise(setImmediate);
        seen.set(id, Math.max(seen.get(id)!, news));
        check();
      };
      await Promise.all([answer(handler), answer(handler)]);
      const all = until();
      check = () => {
        if (streams.every((id) => seen.get(id) === 60)) all.resolve();
      };
      await Promise.all(
        streams.map(async (id) => {
          for (let count = 1; count <= 60; count++) {
            written.set(id, count);
            await doorbell.ring([id]);
          }
        }),
      );
      await all.promise;

      expect([...seen.values()]).toEqual([60, 60, 60, 60, 60]);
    });

    it('when a handler fails, it is tried again, and the failure is told', async () => {
      const twice = until();
      let count = 0;
      const troubles = await answer(async () => {
        if (++count === 1) throw new Error('a passing fault');
        twice.resolve();
      });
      await doorbell.ring([3]);
      await twice.promise;

      expect(troubles).toEqual([{ streamId: 3, triedAgain: true, error: new Error('a passing fault') }]);
    });

    it('when a handler refuses, it is not tried again, and the next ring is heard', async () => {
      const handled: number[] = [];
      const again = until();
      const troubles = await answer(async (id) => {
        handled.push(id);
        if (handled.length === 1) throw new Refusal('the event cannot be replayed');
        again.resolve();
      }, 1);
      await doorbell.ring([4]);
      await waitFor(() => troubles.length === 1);
      await doorbell.ring([4]);
      await again.promise;

      expect(troubles).toMatchObject([
        { streamId: 4, triedAgain: false, error: { message: 'the event cannot be replayed' } },
      ]);
      expect(handled).toEqual([4, 4]);
    });

    it('when it is closed, it waits for the handlers at work', async () => {
      const started = until();
      const release = until();
      let finished = false;
      await answer(async () => {
        started.resolve();
        await release.promise;
        finished = true;
      });
      await doorbell.ring([5]);
      await started.promise;
      const closing = open.pop()!.close();
      release.resolve();
      await closing;

      expect(finished).toBe(true);
    });

    it('when it is opened alone, what a killed process left is gone, and rings are heard at once', async () => {
      await doorbell.ring([6]);
      const alone = await openDoorbell(place.backend, { alone: true, onError: (error) => errors.push(error) });
      const handled = until<number>();
      await answer(async (id) => handled.resolve(id));
      await alone.ring([8]);

      expect(await handled.promise).toBe(8);
      await alone.close();
    });
  });
}

class Refusal extends Error {}

type Troubles = { streamId?: number; triedAgain: boolean; error: Error }[];

type Until<T> = { promise: Promise<T>; resolve: (value: T) => void };

function until<T = void>(): Until<T> {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}
