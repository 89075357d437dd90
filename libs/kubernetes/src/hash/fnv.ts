const PRIME = 0x01000193;

/** The state of FNV-32a before the first byte. */
export const FNV_START = 0x811c9dc5;

/** FNV-32a over bytes, going on from `state`. */
export function fnvOfBytes(state: number, bytes: Uint8Array): number {
  let hash = state;
  // By index: for-of takes twice as long, and this is where the time of a hash goes.
  const end = bytes.length;
  for (let index = 0; index < end; index++) hash = Math.imul(hash ^ (bytes[index] ?? 0), PRIME);
  return hash;
}

/** FNV-32a over a text's UTF-8 bytes. A lone surrogate counts as U+FFFD, which is what Go reads from JSON. */
export function fnvOfText(state: number, text: string): number {
  let hash = state;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      hash = Math.imul(hash ^ unit, PRIME);
      continue;
    }
    const point = text.codePointAt(index) ?? 0;
    if (point > 0xffff) index++;
    hash = fnvOfPoint(hash, point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
  }
  return hash;
}

function fnvOfPoint(state: number, point: number): number {
  let hash = state;
  let shift = point > 0xffff ? 18 : point > 0x7ff ? 12 : 6;
  const lead = point > 0xffff ? 0xf0 : point > 0x7ff ? 0xe0 : 0xc0;
  hash = Math.imul(hash ^ (lead | (point >> shift)), PRIME);
  while (shift > 0) {
    shift -= 6;
    hash = Math.imul(hash ^ (0x80 | ((point >> shift) & 0x3f)), PRIME);
  }
  return hash;
}
