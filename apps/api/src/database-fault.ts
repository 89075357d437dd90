/** What every way in says of a fault of the database, in the same words. */
export const DATABASE_UNREACHABLE = 'the database cannot be reached: try again';
export const UNSTORABLE_TEXT = 'a text must not have the character U+0000';

/** An error's own code: a refusal's word, an SQLSTATE, or one of Node's; undefined when it has none. */
export function codeIn(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/**
 * SQLSTATE classes 08 (connection), 53 (resources), 57 (intervention), Node's own network errors, and what Prisma makes of these
 * (https://www.prisma.io/docs/orm/reference/error-reference: P1001, P1002, P1008, P1017, P2037).
 */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Error && UNAVAILABLE_WORDS.test(error.message)) return true;
  return UNAVAILABLE_CODES.test(codeIn(error) ?? '');
}

const UNAVAILABLE_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable/;
const UNAVAILABLE_CODES =
  /^(08|53|57)[0-9A-Z]{3}$|^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT)$|^P(1001|1002|1008|1017|2037)$/;

/** SQLSTATE of a text, and of a JSON text, that Postgres cannot hold. */
export function isUnstorableText(error: unknown): boolean {
  return ['22021', '22P05'].includes(codeIn(error) ?? '');
}
