/** A number out of a text that looks drawn, and is the same each time. */
export function scatter(text: string, seed: number): number {
  // FNV-1a, and MurmurHash3's finish: neighbours come out unlike each other.
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
