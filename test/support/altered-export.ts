import { createHash } from 'node:crypto';
import {
  checkpointText,
  CompactTree,
  formatNote,
  leafHash,
  noteKeyHash,
  parseCheckpoint,
  parseNote,
  toHex,
} from '#libs/proof';
import { makeSigningKey } from '#libs/signing';

type Lines = readonly string[];

/** What somebody who wants to hide what happened does to an export of some events, heads after them; each answers its lines. */
export const ALTERED = {
  byte: (lines: Lines) => lines.map((line) => line.replace('"position":"3"', '"position":"3" ')),
  removed: (lines: Lines) => lines.filter((line) => !isEvent(line, 2)),
  swapped: (lines: Lines) => {
    const [second, third] = [2, 3].map((position) => lines.findIndex((line) => isEvent(line, position)));
    return lines.with(second!, lines[third!]!).with(third!, lines[second!]!);
  },
  /** Between two lines: the last one that is left is whole. */
  truncated: (lines: Lines) =>
    lines
      .slice(
        0,
        lines.findIndex((line) => isEvent(line, 4)),
      )
      .concat(''),
  /** The newest head as it was, signed by a key that is none of the log's. */
  forged: (lines: Lines) => signedAnew(lines, (text) => text),
  /** Event 3 and the hash that stands beside it are others, and a head over them is signed by another key. */
  resigned: (lines: Lines) => {
    const tail = lines.map((line) =>
      isEvent(line, 3) ? withHash(line.replace('"replicas":3', '"replicas":9')) : line,
    );
    const tree = new CompactTree(sha256);
    for (const line of tail.filter((each) => isEvent(each))) tree.append(Buffer.from(hashOf(line), 'hex'));
    return signedAnew(tail, (text) => checkpointText({ ...parseCheckpoint(text)!, root: tree.root() }));
  },
} as const;

function isEvent(line: string, position?: number): boolean {
  return line.startsWith('{"hash":') && (position === undefined || line.includes(`"position":"${position}"`));
}

function hashOf(line: string): string {
  return (JSON.parse(line) as { hash: string }).hash;
}

// The leaf stands last in its line, in the bytes that are hashed.
function withHash(line: string): string {
  const leaf = line.slice(line.indexOf('"leaf":') + '"leaf":'.length, -1);
  return line.replace(hashOf(line), toHex(leafHash(sha256, Buffer.from(leaf))));
}

// Only the newest head is left: it is over all events.
function signedAnew(lines: Lines, textOf: (text: string) => string): Lines {
  const thief = makeSigningKey();
  const heads = lines.filter((line) => line.startsWith('{"head":'));
  const note = parseNote((JSON.parse(heads.at(-1)!) as { head: string }).head)!;
  const text = textOf(note.text);
  const keyHash = noteKeyHash(sha256, note.name, thief.publicKey);
  const head = JSON.stringify({ head: formatNote({ ...note, text, keyHash, signature: thief.sign(text) }) });
  return lines
    .filter((line) => !heads.slice(0, -1).includes(line))
    .map((line) => (line === heads.at(-1) ? head : line));
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
