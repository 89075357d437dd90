import type { ImportReport, ReportLine } from './import-report.js';
import type { ImportLog, ImportSource } from './import-source.js';
import type { ReportFile } from './report-file.js';

export type Feeding = Readonly<{
  log: ImportLog;
  report: ImportReport;
  /** Takes every line of the report, too. */
  file?: ReportFile | undefined;
  onProgress: (done: number) => void;
  isStopped: () => boolean;
}>;

/** Lets a source record what it finds, and reports what became of it. */
export async function feedLog(
  source: ImportSource,
  { log, report, file, onProgress, isStopped }: Feeding,
): Promise<void> {
  const add = (line: ReportLine): void => {
    report.add(line);
    file?.add(line);
  };
  await source.run({
    pass: add,
    log,
    reached: async (done) => {
      onProgress(done);
      await file?.drained();
      return !isStopped();
    },
  });
}
