import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { ReportLine } from './import-report.js';

/** Every line of a report, as NDJSON in a file. */
export class ReportFile {
  private readonly stream: WriteStream;
  private failure: Error | undefined;

  constructor(file: string) {
    this.stream = createWriteStream(file, { mode: 0o600 });
    this.stream.on('error', (error) => (this.failure = error));
  }

  add(line: ReportLine): void {
    this.stream.write(`${JSON.stringify(line)}\n`);
  }

  /** Waits while too much is waiting to be written. @throws what the file system says */
  async drained(): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    if (this.stream.writableNeedDrain) await once(this.stream, 'drain');
  }

  async close(): Promise<void> {
    this.stream.end();
    if (!this.stream.closed) await once(this.stream, 'close');
    if (this.failure !== undefined) throw this.failure;
  }
}
