import fc from 'fast-check';
import type { PodTemplate } from '#libs/kubernetes';

const word = fc.constantFrom('a', 'b', 'c', 'app', 'x-y');
const words = fc.dictionary(word, word, { maxKeys: 4 });
const quantities = fc.dictionary(fc.constantFrom('cpu', 'memory'), fc.constantFrom('1', '100m', '1Gi', '64Mi'));

const container = fc.record(
  {
    name: word,
    image: word,
    command: fc.array(word, { maxLength: 3 }),
    env: fc.array(fc.record({ name: word, value: word }), { maxLength: 3 }),
    ports: fc.array(fc.record({ containerPort: fc.integer({ min: 1, max: 65_535 }), protocol: fc.constant('TCP') }), {
      maxLength: 2,
    }),
    resources: fc.record({ limits: quantities, requests: quantities }, { requiredKeys: [] }),
    livenessProbe: fc.record({ httpGet: fc.record({ path: word, port: fc.oneof(fc.nat(9_999), word) }) }),
  },
  { requiredKeys: ['name', 'image'] },
);

/** Templates as they are stored, of some of the fields there are. */
export const randomTemplate: fc.Arbitrary<PodTemplate> = fc
  .record({
    metadata: fc.record({ labels: words, annotations: words }, { requiredKeys: ['labels'] }),
    spec: fc.record(
      {
        containers: fc.array(container, { minLength: 1, maxLength: 3 }),
        nodeSelector: words,
        terminationGracePeriodSeconds: fc.nat(60),
        hostNetwork: fc.boolean(),
        volumes: fc.array(fc.record({ name: word, emptyDir: fc.constant({}) }), { maxLength: 2 }),
      },
      { requiredKeys: ['containers'] },
    ),
  })
  .map((template) => template as unknown as PodTemplate);

/** An equal value that shares no object with it, its keys in another order. */
export function shuffled<T>(value: T, turn: number): T {
  return turned(value, turn) as T;
}

function turned(value: unknown, turn: number): unknown {
  if (Array.isArray(value)) return value.map((one) => turned(one, turn + 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const cut = entries.length === 0 ? 0 : turn % entries.length;
  const order = [...entries.slice(cut), ...entries.slice(0, cut)];
  return Object.fromEntries(
    (turn % 2 === 0 ? order : order.reverse()).map(([key, one]) => [key, turned(one, turn + 1)]),
  );
}
