import { CannotVerify, Fault } from './fault.js';
import { leafHash } from './growing-tree.js';
import type { KnownTexts } from './known-texts.js';
import type { EventLine } from './read-line.js';
import { openSeal } from './seals.js';

/** An event that is what it was when it was recorded. */
export type CheckedEvent = Readonly<{
  hash: Buffer;
  /** Persons of it of whom nothing can be read. */
  closed: readonly number[];
}>;

type Leaf = Readonly<{
  leaf: number;
  position: string;
  actor: string;
  provenance?: unknown;
  remark?: string;
  template?: string;
}>;

const NEWEST_LEAF_FORMAT = 2;

/** @throws Fault, CannotVerify */
export function checkEvent(line: EventLine, expected: number, known: KnownTexts): CheckedEvent {
  const leaf = leafOf(line, expected);
  if (leaf.position !== String(expected)) {
    throw new Fault(
      expected,
      `event ${leaf.position} stands where event ${expected} should: events were taken out or moved`,
    );
  }
  const hash = leafHash(line.leaf);
  if (hash.toString('hex') !== line.hash) {
    throw new Fault(expected, `event ${expected} was altered: it does not have the hash it was recorded with`);
  }
  if (leaf.leaf > NEWEST_LEAF_FORMAT) {
    throw new CannotVerify(`event ${expected} has leaf format ${leaf.leaf}, which is newer than this program`);
  }
  return { hash, closed: checkReferences(leaf, line, { expected, known }) };
}

function leafOf({ leaf }: EventLine, expected: number): Leaf {
  try {
    return JSON.parse(leaf.toString()) as Leaf;
  } catch {
    throw new Fault(expected, `event ${expected} was altered: it is not JSON any more`);
  }
}

function checkReferences(
  leaf: Leaf,
  { open }: EventLine,
  { expected, known }: Readonly<{ expected: number; known: KnownTexts }>,
): readonly number[] {
  const { template, provenance, actor } = leaf;
  const closed = known.closedOf(actor);
  if (closed === undefined) throw missing(expected, 'who made it');
  if (template !== undefined && !known.hasTemplate(template)) throw missing(expected, 'its template');
  if (typeof provenance === 'string' && !known.hasProvenance(provenance)) throw missing(expected, 'where it came from');
  if (!isRemarkOpened(leaf.remark, open)) {
    throw new Fault(expected, `what is shown of why event ${expected} was made is not what was sealed`);
  }
  return closed;
}

function isRemarkOpened(remark: string | undefined, open: EventLine['open']): boolean {
  if (remark === undefined || open === undefined) return remark === open;
  return open === null || openSeal(open, 'remark', remark) !== undefined;
}

function missing(position: number, what: string): Fault {
  return new Fault(
    position,
    `${what} was altered or taken out: event ${position} names it by a hash that nothing before it has`,
  );
}
