import { REPORT_RULES, type ReportRule, type ReportWhat } from './report-rules.js';

/** One line of a report: what was found where, and what became of it. */
export type ReportLine = Readonly<{
  what: ReportWhat;
  /** A commit and a file, or a file and a line. */
  found: string;
  /** `namespace/name`. */
  object?: string;
  message: string;
  /** Number of the change that was recorded. */
  change?: string;
}>;

const EXAMPLES = 3;

/** Counts what an import took and passed over, and remembers the first examples. */
export class ImportReport {
  private readonly found = new Map<ReportWhat, { count: number; examples: ReportLine[] }>();

  add(line: ReportLine): void {
    const known = this.found.get(line.what) ?? { count: 0, examples: [] };
    known.count += 1;
    if (known.examples.length < EXAMPLES) known.examples.push(line);
    this.found.set(line.what, known);
  }

  /** Whether something could not be read or taken. */
  get hasTrouble(): boolean {
    return [...this.found.keys()].some((what) => REPORT_RULES[what].isTrouble);
  }

  /** A line for each kind that there was, with the first examples of what was not taken. */
  lines(): readonly string[] {
    const kinds = Object.entries(REPORT_RULES) as [ReportWhat, ReportRule][];
    return kinds.flatMap(([what, { title }]) => {
      const known = this.found.get(what);
      if (known === undefined) return [];
      const line = `${String(known.count).padStart(9)}  ${title}`;
      return what === 'Taken' || what === 'RecordedBefore' ? [line] : [line, ...known.examples.map(example)];
    });
  }
}

function example({ found, object, message }: ReportLine): string {
  return `${' '.repeat(13)}${[found, object, message].filter((part) => part !== undefined).join(': ')}`;
}
