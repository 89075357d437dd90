/**
 * Rows as the JSON text that Postgres reads as rows of a table. What no text column and no jsonb can hold, U+0000 and halves of
 * surrogate pairs, is shown as U+FFFD; the log has it as it was.
 */
export function rowsText(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const text = JSON.stringify(rows);
  return UNTEXT.test(text) ? text.replace(ESCAPES, (escape) => (UNTEXT.test(escape) ? '\\ufffd' : escape)) : text;
}

const UNTEXT = /\\u(?:0000|d[89a-f]..)/;
const ESCAPES = /\\(?:u....|.)/g;
