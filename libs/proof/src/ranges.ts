/** Leaves from `begin` up to but without `end`, counted from 0. */
export type Range = Readonly<{ begin: number; end: number }>;

/** The node over the `2 ** level` leaves from `index * 2 ** level` on: never altered by what is appended. */
export type Subtree = Readonly<{ level: number; index: number }>;

/**
 * The perfect subtrees that a range of a tree is made of, from left to right: 3 of 10 leaves from 4 on, `[4, 10)`, are
 * level 2 index 1 and level 1 index 4. The range is one that the tree has a node for, or reaches to its end.
 */
export function subtreesOf({ begin, end }: Range): readonly Subtree[] {
  const subtrees: Subtree[] = [];
  let at = begin;
  while (at < end) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level++;
    subtrees.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return subtrees;
}

/**
 * The ranges whose hashes are the inclusion proof of a leaf (RFC 9162, section 2.1.3.1), from the leaf up.
 * Of leaf 4 in a tree of 7: [5, 6), [6, 7), [0, 4).
 */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  const ranges: Range[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const split = begin + splitOf(end - begin);
    if (index < split) {
      ranges.push({ begin: split, end });
      end = split;
    } else {
      ranges.push({ begin, end: split });
      begin = split;
    }
  }
  return ranges.reverse();
}

/**
 * The ranges whose hashes are the consistency proof of two sizes (RFC 9162, section 2.1.4.1).
 * Of 3 and 7: [2, 3), [3, 4), [0, 2), [4, 7).
 */
export function consistencyRanges(first: number, second: number): readonly Range[] {
  if (first === 0 || first === second) return [];
  const ranges: Range[] = [];
  let [begin, end] = [0, second];
  let isWhole = true;
  while (end > first) {
    const split = begin + splitOf(end - begin);
    if (first <= split) {
      ranges.push({ begin: split, end });
      end = split;
    } else {
      ranges.push({ begin, end: split });
      begin = split;
      isWhole = false;
    }
  }
  // The older root itself needs no telling.
  if (!isWhole) ranges.push({ begin, end });
  return ranges.reverse();
}

// The largest power of two below the count.
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}
