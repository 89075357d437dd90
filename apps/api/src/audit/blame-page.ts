import { ArgumentInvalid, containerOfPath, readFieldPath } from '#libs/history';
import type { BlameQuestion, BlameRow } from '#libs/postgres';
import { decodeCursor, encodeCursor } from '../graphql/cursor.js';
import { forwardPage, type Page, pageSize } from '../graphql/page.js';
import type { ApiPorts } from '../ports.js';
import { shownField } from './shown-field.js';
import type { BlameArgs, BlamedField } from './blame.types.js';

const KIND = 'blamed field';

/**
 * A page of the fields of a Deployment, by path.
 * @throws ArgumentInvalid, AuditIndexBehind
 */
export async function blamePage(
  { reads, secrets }: Pick<ApiPorts, 'reads' | 'secrets'>,
  streamId: number,
  args: BlameArgs & Readonly<{ asOf: bigint }>,
): Promise<Page<BlamedField>> {
  const { first, after } = args;
  const size = pageSize(first);
  const [last] = isGiven(after) ? decodeCursor<[string]>(after, KIND, ['']) : [];
  const rows = await reads.readBlame({
    ...{ ...blameQuestion(streamId, args), limit: size + 1 },
    ...(last !== undefined && { after: last }),
  });
  const shown = await Promise.all(rows.map((row) => shownField(row, streamId, secrets)));
  return forwardPage(shown.map(blamedField), { size, after, cursorOf: (field) => encodeCursor(KIND, field.path) });
}

/** @throws ArgumentInvalid */
export function blameQuestion(
  streamId: number,
  { asOf, path, includeRemoved: removed }: Readonly<{ asOf: bigint; path?: string | null; includeRemoved: boolean }>,
): Omit<BlameQuestion, 'after' | 'limit'> {
  return { streamId, asOf: String(asOf), removed, ...(isGiven(path) && { path: pathIn(path) }) };
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== undefined && value !== null;
}

function pathIn(text: string): string {
  const path = readFieldPath(text);
  if (path !== undefined && !path.includes('[*]')) return path;
  throw new ArgumentInvalid(
    'path',
    `${JSON.stringify(text)} is no path of one field: write it like spec.template.spec.containers[name=web].image`,
  );
}

function blamedField({ path, change, before, after, removed }: BlameRow): BlamedField {
  return { path, container: containerOfPath(path) ?? null, value: after, before, removed, changeNumber: change };
}
