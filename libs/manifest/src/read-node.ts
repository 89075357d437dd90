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
  count(value, reading, depth);
  if (isAlias(value)) return readNode(meantBy(value, reading), reading, depth + 1);
  if (value?.anchor !== undefined) reading.anchors.set(value.anchor, value);
  if (isSeq(value)) return value.items.map((item) => readNode(item, reading, depth + 1));
  if (isMap(value)) return readMap(value, reading, depth);
  return isScalar(value) ? readScalar(value, reading) : null;
}

function count(value: Node | null | undefined, reading: Reading, depth: number): void {
  const { limits } = reading;
  reading.values += 1;
  if (reading.values > limits.values)
    throw unreadable(reading, value, 'TooManyValues', `more than ${limits.values} values: use fewer aliases`);
  if (depth > limits.depth) throw unreadable(reading, value, 'TooDeep', `nested deeper than ${limits.depth} levels`);
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

// As in kubectl's reader, a merge overrides what stands before it and is overridden by what stands after it.
function readMap(map: YAMLMap, reading: Reading, depth: number): Json {
  const own = new Set<string>();
  const entries = new Map<string, Json>();
  for (const pair of map.items) {
    if (isMergeKey(pair)) {
      mergedEntries(pair.value, reading, depth).forEach(([key, value]) => entries.set(key, value));
      continue;
    }
    const key = readKey(pair, reading, depth);
    if (own.has(key))
      throw unreadable(reading, pair.key as Node, 'DuplicateKey', `key ${JSON.stringify(key)} is already set`);
    own.add(key);
    entries.set(key, readNode(pair.value, reading, depth + 1));
  }
  return Object.fromEntries(entries);
}

function isMergeKey({ key }: Pair): boolean {
  return isScalar(key) && key.type === Scalar.PLAIN && key.value === '<<';
}

// Of several maps the first wins.
function mergedEntries(node: unknown, reading: Reading, depth: number): readonly (readonly [string, Json])[] {
  const source = readNode(node, reading, depth + 1);
  const maps = Array.isArray(source) ? (source as readonly Json[]) : [source];
  return maps.toReversed().flatMap((map) => {
    if (typeof map !== 'object' || map === null || Array.isArray(map))
      throw unreadable(reading, node as Node, 'SyntaxError', 'map merge requires map or sequence of maps as the value');
    return Object.entries(map) as [string, Json][];
  });
}

// JSON has only texts for keys: `on:` becomes "true", `80:` becomes "80".
function readKey({ key }: Pair, reading: Reading, depth: number): string {
  const value = readNode(key, reading, depth + 1);
  if (typeof value === 'object')
    throw unreadable(reading, key as Node, 'SyntaxError', 'a key must be a text, a number or a boolean');
  return String(value);
}

function readScalar(scalar: Scalar, reading: Reading): Json {
  const text = scalar.source ?? String(scalar.value);
  const value = typed(scalar, text, reading);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw unreadable(reading, scalar, 'NumberOutOfRange', `JSON cannot hold the number ${text}`);
  return value;
}

function typed(scalar: Scalar, text: string, reading: Reading): PlainScalar {
  const { tag, type } = scalar;
  const content = typeof scalar.value === 'string' ? scalar.value : text;
  if (tag === undefined) return type === Scalar.PLAIN ? plainScalar(text) : content;
  if (tag === '!' || tag === `${YAML_TAG}str`) return content;
  const meant = plainScalar(content);
  if (!isOfTag(meant, tag))
    throw unreadable(reading, scalar, 'SyntaxError', `${JSON.stringify(text)} cannot be read as ${tag}`);
  return meant;
}

function isOfTag(value: PlainScalar, tag: string): boolean {
  const types = TYPES_OF_TAG[tag.replace(YAML_TAG, '')] ?? [];
  return types.includes(value === null ? 'null' : typeof value);
}

const YAML_TAG = 'tag:yaml.org,2002:';
const TYPES_OF_TAG: Readonly<Record<string, readonly string[]>> = {
  null: ['null'],
  bool: ['boolean'],
  int: ['number'],
  float: ['number'],
  timestamp: ['string'],
};
