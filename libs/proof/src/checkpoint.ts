import { fromBase64, toBase64 } from './encoding.js';
import type { Hash } from './merkle.js';

/** A tree head: what a signature is given for. */
export type Checkpoint = Readonly<{
  /** The log's name. */
  origin: string;
  /** Number of leaves, which is the position of the newest event in it. */
  size: number;
  root: Hash;
  /** Milliseconds since 1970. */
  time: number;
}>;

/**
 * The text that is signed: a checkpoint as the C2SP specification tlog-checkpoint has it, with one extension line, the
 * time. Four lines, each ended by a newline: origin, size, root in base64, `time 1790000000000`.
 */
export function checkpointText({ origin, size, root, time }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\ntime ${time}\n`;
}

/** Undefined when the text is not a checkpoint of ours. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', size, root = '', time = ''] = CHECKPOINT.test(text) ? text.split('\n') : [];
  const hash = fromBase64(root);
  if (hash?.length !== 32) return undefined;
  const checkpoint = { origin, size: Number(size), root: hash, time: Number(time.slice('time '.length)) };
  return checkpointText(checkpoint) === text ? checkpoint : undefined;
}

const CHECKPOINT = /^[^\n]+\n\d{1,15}\n[^\n]{44}\ntime \d{1,15}\n$/;
