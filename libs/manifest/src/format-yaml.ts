import type { Json, JsonObject } from '#libs/kubernetes';
import { formatScalar } from './format-scalar.js';

/** A value as `kubectl get -o yaml` prints it: keys sorted, lists not indented, texts beyond column 80 folded. */
export function formatYaml(value: Json): string {
  const lines = isBlock(value) ? blockLines(value, 0) : formatScalar(value, { indent: 0, column: 0 });
  return `${lines.join('\n')}\n`;
}

type Block = readonly Json[] | JsonObject;

// Empty lists and objects are written in one line.
function isBlock(value: Json): value is Block {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** Lines without their common indent; `indent` is where they will stand, for folding. */
function blockLines(block: Block, indent: number): readonly string[] {
  if (Array.isArray(block)) return (block as readonly Json[]).flatMap((item) => itemLines(item, indent));
  const entries = Object.entries(block as JsonObject).filter(
    (entry): entry is [string, Json] => entry[1] !== undefined,
  );
  return entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, value]) => entryLines(`${formatKey(key)}:`, value, indent));
}

function entryLines(key: string, value: Json, indent: number): readonly string[] {
  if (!isBlock(value)) return headed(`${key} `, formatScalar(value, { indent, column: indent + key.length + 1 }));
  if (Array.isArray(value)) return [key, ...blockLines(value, indent)];
  return [key, ...blockLines(value, indent + 2).map(deeper)];
}

function itemLines(item: Json, indent: number): readonly string[] {
  if (!isBlock(item)) return headed('- ', formatScalar(item, { indent, column: indent + 2 }));
  const [first = '', ...rest] = blockLines(item, indent + 2);
  return [`- ${first}`, ...rest.map(deeper)];
}

function headed(head: string, [first = '', ...rest]: readonly string[]): readonly string[] {
  return [`${head}${first}`, ...rest];
}

function deeper(line: string): string {
  return line === '' ? line : `  ${line}`;
}

function formatKey(key: string): string {
  // A key is never folded, and stands in one line.
  return key.includes('\n') ? JSON.stringify(key) : formatScalar(key, { indent: 0, column: -Infinity }).join('');
}
