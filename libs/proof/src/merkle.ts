/** A SHA-256, 32 bytes. */
export type Hash = Uint8Array;

/** SHA-256 of bytes. The library brings no hash of its own: what it needs of the world is handed to it. */
export type Sha256 = (bytes: Uint8Array) => Hash;

/** Hash of a leaf: SHA-256 of 0x00 and the leaf's bytes (RFC 9162, section 2.1.1). */
export function leafHash(sha256: Sha256, leaf: Uint8Array): Hash {
  const bytes = new Uint8Array(1 + leaf.length);
  bytes.set(leaf, 1);
  return sha256(bytes);
}

/** Hash of an interior node: SHA-256 of 0x01 and its two children's hashes. */
export function nodeHash(sha256: Sha256, left: Hash, right: Hash): Hash {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return sha256(bytes);
}

/** Root of a tree without leaves: the SHA-256 of nothing. */
export function emptyRoot(sha256: Sha256): Hash {
  return sha256(new Uint8Array());
}

export function sameHash(one: Hash, other: Hash): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
