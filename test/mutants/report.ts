import { basename } from 'node:path';
import type { MutantOfFile } from './prepare.js';

export type Judged = Readonly<{ mutant: MutantOfFile; seenBy: string | null }>;

/** A table by file, and all that no test has seen. */
export function report(all: readonly Judged[]): string {
  const files = [...new Set(all.map(({ mutant }) => mutant.file))];
  const rows = files.map((file) =>
    row(
      basename(file),
      all.filter(({ mutant }) => mutant.file === file),
    ),
  );
  const missed = all.filter(({ seenBy }) => seenBy === null).map(({ mutant }) => line(mutant));
  return [cells(['file', 'mutants', 'survived', 'score']), ...rows, row('all', all), '', ...missed].join('\n');
}

function row(name: string, all: readonly Judged[]): string {
  const missed = all.filter(({ seenBy }) => seenBy === null).length;
  const score = all.length === 0 ? '-' : `${((100 * (all.length - missed)) / all.length).toFixed(1)} %`;
  return cells([name, all.length, missed, score]);
}

function line({ file, line: at, column, operator, from, to }: MutantOfFile): string {
  return `${file}:${at}:${column} ${operator}: ${short(from)} -> ${short(to)}`;
}

function short(code: string): string {
  const text = code.replace(/\s+/g, ' ');
  return text.length <= 70 ? text : `${text.slice(0, 67)}...`;
}

function cells([name, ...numbers]: readonly (string | number)[]): string {
  return [String(name).padEnd(32), ...numbers.map((one) => String(one).padStart(9))].join(' ');
}
