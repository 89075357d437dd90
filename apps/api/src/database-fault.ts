/** What every way in says of a fault of the database, in the same words. */
export const DATABASE_UNREACHABLE = 'the database cannot be reached: try again';
export const UNSTORABLE_TEXT = 'a text must not have the character U+0000';

/** An error's own code: a refusal's word, an SQLSTATE, or one of Node's; undefined when it has none. */
export function codeIn(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** SQLSTATE classes 08 (connection), 53 (resources), 57 (intervention), and Node's own network errors. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Error && /timeout exceeded when trying to connect|Connection terminated/.test(error.message))
    return true;
  return /^(08|53|57)[0-9A-Z]{3}$|^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT)$/.test(codeIn(error) ?? '');
}

/** SQLSTATE of a text, and of a JSON text, that Postgres cannot hold. */
export function isUnstorableText(error: unknown): boolean {
  return ['22021', '22P05'].includes(codeIn(error) ?? '');
}
