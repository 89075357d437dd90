import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A text by itself. */
export function deflateWhole(text: Buffer): Buffer {
  return deflateRawSync(text, { level: 9 });
}

export function inflateWhole(body: Buffer): Buffer {
  return inflateRawSync(body);
}

/**
 * A text as what differs from `base`: how many bytes both begin with, how many both end with (both as LEB128), then
 * the middle, behind a byte that says whether it is deflated with `base` as the dictionary. One image changed in
 * three kilobytes of manifest is some ten bytes.
 */
export function deflateDelta(text: Buffer, base: Buffer): Buffer {
  const start = sameAtStart(text, base);
  const end = sameAtEnd(text.subarray(start), base.subarray(start));
  const middle = text.subarray(start, text.length - end);
  const deflated = middle.length < WORTH_DEFLATING ? middle : deflateRawSync(middle, { dictionary: base });
  const [kind, rest] = deflated.length < middle.length ? [DEFLATED, deflated] : [PLAIN, middle];
  return Buffer.concat([Buffer.from([...leb128(start), ...leb128(end), kind]), rest]);
}

export function inflateDelta(body: Buffer, base: Buffer): Buffer {
  const [start, afterStart] = readLeb128(body, 0);
  const [end, afterEnd] = readLeb128(body, afterStart);
  const rest = body.subarray(afterEnd + 1);
  const middle = body[afterEnd] === DEFLATED ? inflateRawSync(rest, { dictionary: base }) : rest;
  return Buffer.concat([base.subarray(0, start), middle, base.subarray(base.length - end)]);
}

const PLAIN = 0;
const DEFLATED = 1;
// Deflate needs about this much for the first match it can point to.
const WORTH_DEFLATING = 24;

function sameAtStart(one: Buffer, other: Buffer): number {
  const most = Math.min(one.length, other.length);
  let count = 0;
  while (count < most && one[count] === other[count]) count++;
  return count;
}

function sameAtEnd(one: Buffer, other: Buffer): number {
  const most = Math.min(one.length, other.length);
  let count = 0;
  while (count < most && one[one.length - 1 - count] === other[other.length - 1 - count]) count++;
  return count;
}

function leb128(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb128(value >>> 7)];
}

function readLeb128(bytes: Buffer, at: number): readonly [value: number, next: number] {
  const byte = bytes[at] ?? 0;
  if (byte < 0x80) return [byte, at + 1];
  const [rest, next] = readLeb128(bytes, at + 1);
  return [(byte & 0x7f) + rest * 0x80, next];
}
