/** A row of an answer: what each column has. */
export type Row = Readonly<Record<string, unknown>>;

/** A line of CSV as RFC 4180 has it. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map((cell) => quoted(cellText(cell))).join(',')}\r\n`;
}

// A spreadsheet takes a text that begins so for a formula: with an apostrophe in front it is a text.
const FORMULA = /^[=+\-@\t\r]/;

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  const text = plainText(cell);
  return FORMULA.test(text) ? `'${text}` : text;
}

function plainText(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  if (cell instanceof Date) return cell.toISOString();
  if (Array.isArray(cell) && cell.every((part) => typeof part === 'string')) return cell.join(' ');
  return JSON.stringify(cell);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
