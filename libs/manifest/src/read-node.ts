import type { Json } from '#libs/kubernetes';
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
} from 'yaml';
import type { ManifestLimits } from './limits.js';
import { ManifestUnreadable, type UnreadableReason } from './manifest-unreadable.js';
import { plainScalar, type PlainScalar } from './plain-scalar.js';

/** What is needed to read the nodes of one document; `values` counts all that were read so far. */
export type Reading = {
  /** What each anchor means so far; looked up here, for the parser's own look-up walks the whole document. */
  readonly anchors: Map<string, Node>;
  readonly lines: LineCounter;
  readonly limits: ManifestLimits;
  values: number;
};

/** A node of a YAML document as JSON, aliases and merge keys replaced by what they stand for. */
export function readNode(node: unknown, reading: Reading, depth = 1): Json {
  const value = node as (Node & { anchor?: string }) | null | undefined;
  reading.values += 1;
  if (reading.values > reading.limits.values)
    throw unreadable(reading, value, 'TooManyValues', `more than ${reading.limits.values} values: use fewer aliases`);
  if (depth > reading.limits.depth)
    throw unreadable(reading, value, 'TooDeep', `nested deeper than ${reading.limits.depth} levels`);
  if (isAlias(value)) return readNode(meantBy(value, reading), reading, depth + 1);
  if (value?.anchor !== undefined) reading.anchors.set(value.anchor, value);
  if (isSeq(value)) return value.items.map((item) => readNode(item, reading, depth + 1));
  if (isMap(value)) return readMap(value, reading, depth);
  return isScalar(value) ? readScalar(value, reading) : null;
}

function meantBy(alias: Alias, reading: Reading): Node {
  const node = reading.anchors.get(alias.source);
  if (node === undefined)
    throw unreadable(reading, alias, 'SyntaxError', `unknown anchor '${alias.source}' referenced`);
  return node;
}

/** An error at a node, or at the start of the text when the node has no place. */
export function unreadable(
  { lines }: Pick<Reading, 'lines'>,
  node: Readonly<{ range?: readonly number[] | null }> | null | undefined,
  reason: UnreadableReason,
  problem: string,
): ManifestUnreadable {
  const { line, col } = lines.linePos(node?.range?.[0] ?? 0);
  return new ManifestUnreadable(reason, Math.max(line, 1), Math.max(col, 1), problem);
}

function readMap(map: YAMLMap, reading: Reading, depth: number): Json {
  const own = new Map<string, Json>();
  const merged = new Map<string, Json>();
  for (const pair of map.items) {
    if (isMergeKey(pair)) {
      const entries = mergedEntries(pair.value, reading, depth).filter(([key]) => !merged.has(key));
      entries.forEach(([key, value]) => merged.set(key, value));
      continue;
    }
    const key = readKey(pair, reading, depth);
    if (own.has(key))
      throw unreadable(reading, pair.key as Node, 'DuplicateKey', `key ${JSON.stringify(key)} is already set`);
    own.set(key, readNode(pair.value, reading, depth + 1));
  }
  return Object.fromEntries([...merged, ...own]);
}

function isMergeKey({ key }: Pair): boolean {
  return isScalar(key) && key.type === Scalar.PLAIN && key.value === '<<';
}

function mergedEntries(node: unknown, reading: Reading, depth: number): readonly (readonly [string, Json])[] {
  const source = readNode(node, reading, depth + 1);
  const maps = Array.isArray(source) ? (source as readonly Json[]) : [source];
  return maps.flatMap((map) => {
    if (typeof map !== 'object' || map === null || Array.isArray(map))
      throw unreadable(reading, node as Node, 'SyntaxError', 'map merge requires map or sequence of maps as the value');
    return Object.entries(map) as [string, Json][];
  });
}

// JSON has only texts for keys: `on:` becomes "true", `80:` becomes "80".
function readKey({ key }: Pair, reading: Reading, depth: number): string {
  const value = readNode(key, reading, depth + 1);
  if (typeof value === 'object' && value !== null)
    throw unreadable(reading, key as Node, 'SyntaxError', 'a key must be a text, a number or a boolean');
  return String(value);
}

function readScalar(scalar: Scalar, reading: Reading): Json {
  const text = scalar.source ?? String(scalar.value);
  const value = typed(scalar, text);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw unreadable(reading, scalar, 'NumberNotFinite', `JSON has no number ${text}`);
  return value;
}

function typed({ tag, type, value }: Scalar, text: string): PlainScalar {
  if (tag === 'tag:yaml.org,2002:str' || tag === '!') return String(value);
  const isPlain = type === Scalar.PLAIN || tag !== undefined;
  return isPlain ? plainScalar(text) : String(value);
}
