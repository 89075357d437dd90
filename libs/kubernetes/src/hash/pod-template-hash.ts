import type { PodTemplate } from '../deployment.js';
import type { KubernetesRelease } from '../release.js';
import { fnvOfBytes } from './fnv.js';
import { goWriter, type Write } from './go-writer.js';
import { hashSink, type Sink, textSink } from './sink.js';

const TYPE = 'v1.PodTemplateSpec';
// No vowels and nothing that looks like another sign: apimachinery's rand.SafeEncodeString.
const SAFE = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * The label pod-template-hash that the Deployment controller of a release gives a stored template (defaults applied,
 * quantities canonical). `collisionCount` is the Deployment's `status.collisionCount`: once set, it stays and counts.
 *
 * A template with `metadata.creationTimestamp` set has a hash that nobody can compute: it depends on the controller's time zone.
 * @throws QuantityUnreadable
 */
export function podTemplateHash(template: PodTemplate, release: KubernetesRelease, collisionCount?: number): string {
  const sink = hashSink();
  dump(template, release, sink);
  const state = collisionCount === undefined ? sink.state : fnvOfBytes(sink.state, littleEndian(collisionCount));
  return safeEncoded(state >>> 0);
}

/** The text that is hashed, to see why two hashes differ. */
export function podTemplateDump(template: PodTemplate, release: KubernetesRelease): string {
  const sink = textSink();
  dump(template, release, sink);
  return sink.written;
}

const writers = new Map<KubernetesRelease, Write>();

function dump(template: PodTemplate, release: KubernetesRelease, sink: Sink): void {
  let write = writers.get(release);
  if (write === undefined) writers.set(release, (write = goWriter(TYPE, release)));
  sink.text(`(${TYPE})`);
  write(template, sink);
}

// Eight bytes, though the count has four: the controller's buffer is that long.
function littleEndian(count: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setUint32(0, count, true);
  return bytes;
}

function safeEncoded(hash: number): string {
  let encoded = '';
  for (const digit of String(hash)) encoded += SAFE.charAt(digit.charCodeAt(0) % SAFE.length);
  return encoded;
}
