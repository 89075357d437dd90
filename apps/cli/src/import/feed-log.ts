import { FactRecorder } from './fact-recorder.js';
import type { ImportReport, ReportLine } from './import-report.js';
import type { ImportLog, ImportSource } from './import-source.js';
import type { FactOutcome, ImportedFact } from './imported-fact.js';
import type { ReportFile } from './report-file.js';

export type Feeding = Readonly<{
  log: ImportLog;
  report: ImportReport;
  /** Takes every line of the report, too. */
  file?: ReportFile | undefined;
  onProgress: (done: number) => void;
  isStopped: () => boolean;
}>;

/** Appends what a source finds to the log, and reports what became of it. */
export async function feedLog(
  source: ImportSource,
  { log, report, file, onProgress, isStopped }: Feeding,
): Promise<void> {
  const add = (line: ReportLine): void => {
    report.add(line);
    file?.add(line);
  };
  const recorder = new FactRecorder({ ...log, onOutcome: (fact, outcome) => add(lineOf(fact, outcome)) });
  await source.run({
    take: (fact) => recorder.take(fact),
    pass: add,
    log,
    reached: async (done) => {
      onProgress(done);
      await file?.drained();
      return !isStopped();
    },
  });
  await recorder.flush();
}

function lineOf({ namespace, name, found }: ImportedFact, outcome: FactOutcome): ReportLine {
  const where = { found, object: `${namespace}/${name}` };
  switch (outcome.kind) {
    case 'taken':
      return { what: 'Taken', ...where, message: outcome.summary, change: String(outcome.change) };
    case 'recordedBefore':
      return { what: 'RecordedBefore', ...where, message: 'recorded before' };
    case 'refused':
      return { what: outcome.reason, ...where, message: outcome.message };
  }
}
