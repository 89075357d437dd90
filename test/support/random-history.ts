import fc from 'fast-check';
import type { DeploymentEvent } from '#libs/history';
import * as told from './history.js';

/** What one person after another might do to a Deployment, in the order it is told in; with `late`, some of it too late. */
export function randomHistory({ late = false, most = 10 } = {}): fc.Arbitrary<readonly told.Told[]> {
  const steps = fc.array(fc.record({ wait: waits, events: fc.array(anyEvent, { minLength: 1, maxLength: 2 }) }), {
    maxLength: most,
  });
  const lag = late ? fc.array(fc.boolean(), { minLength: most, maxLength: most }) : fc.constant<boolean[]>([]);
  return fc.tuple(creation, steps, fc.option(deletion), lag).map(([first, rest, last, lags]) => {
    let at = 0;
    const history = [told.after(0, first)];
    rest.forEach(({ wait, events: [event, ...others] }, index) => {
      at += wait;
      history.push(told.after(lags[index] === true ? at - 12.5 : at, event!, ...others));
    });
    if (last) history.push(told.after(at + last.wait, last.event));
    return history;
  });
}

// Within one instant, within a pod's start, between two steps of a rollout, after it, after the deadline.
const waits = fc.constantFrom(0, 0.001, 1, 2, 3, 4.5, 10, 30, 700);

const creation = fc
  .record({
    replicas: fc.integer({ min: 0, max: 5 }),
    revisionHistoryLimit: fc.constantFrom(0, 1, 2, 10),
    progressDeadlineSeconds: fc.constantFrom(5, 600),
    minReadySeconds: fc.constantFrom(0, 2),
    paused: fc.boolean(),
  })
  .map((spec) => told.created('web:1', spec));

const deletion = fc.record({
  wait: waits,
  event: fc.constantFrom(told.deleted('Background'), told.deleted('Foreground'), told.deleted('Orphan')),
});

const images = fc.constantFrom('web:1', 'web:2', 'web:3', 'bad:1');

const anyEvent: fc.Arbitrary<DeploymentEvent> = fc.oneof(
  { weight: 4, arbitrary: images.map(told.image) },
  { weight: 1, arbitrary: images.map((image) => told.undone(image, 1)) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 6 }).map(told.scaled) },
  { weight: 1, arbitrary: fc.constantFrom('Recreate' as const, 'RollingUpdate' as const).map(told.strategy) },
  { weight: 1, arbitrary: fc.constantFrom(told.paused, told.resumed) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 10).map((limit) => told.limits(limit)) },
  { weight: 1, arbitrary: fc.constantFrom({ note: 'a' }, { note: 'b' }, {}).map(told.annotated) },
);
