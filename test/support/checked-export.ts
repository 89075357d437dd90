import { ExportCheck, type Report } from '../../apps/verify/src/check-export.js';
import { Fault } from '../../apps/verify/src/fault.js';
import { type Head, readHead } from '../../apps/verify/src/head.js';
import type { Trust } from '../../apps/verify/src/trust.js';
import { makeSigningKey } from '#libs/signing';
import { SampleExport } from './sample-export.js';

/** Ten events with heads of 4, 7 and 10; the keys of 7 and 10 differ. */
export function sample(first = makeSigningKey()): SampleExport {
  const log = new SampleExport(first);
  for (let position = 1; position <= 10; position++) {
    log.event({ template: position === 3, ...(position === 5 && { cause: 'because' }) });
    if ([4, 7, 10].includes(position)) log.head();
    if (position === 7) log.rotate();
  }
  return log;
}

export function check(lines: readonly string[], trust: Partial<Trust> = {}, isCut = false): Report {
  const exported = new ExportCheck({ key: undefined, head: undefined, ...trust });
  for (const line of lines) exported.take(Buffer.from(line));
  return exported.finish(isCut);
}

export function fault(lines: readonly string[], trust: Partial<Trust> = {}): string {
  try {
    check(lines, trust);
  } catch (error) {
    if (error instanceof Fault) return `${error.position}: ${error.message}`;
    throw error;
  }
  return 'none';
}

export const isEvent = (line: string): boolean => line.startsWith('{"hash"');
export const isHead = (line: string): boolean => line.startsWith('{"head"');
/** Line of the event at a position among lines. */
export const eventAt = (lines: readonly string[], position: number): number =>
  lines.findIndex((line) => isEvent(line) && line.includes(`"position":"${position}"`));

/** Two logs of one key that part at event 6. */
export function twins(): readonly [SampleExport, SampleExport] {
  const key = makeSigningKey();
  const grown = (cause: string): SampleExport => {
    const log = new SampleExport(key);
    for (let position = 1; position <= 10; position++) {
      log.event(position === 6 ? { cause } : {});
      if ([4, 7, 10].includes(position)) log.head();
    }
    return log;
  };
  const [one, other] = [grown('this'), grown('that')];
  return [one, other];
}

/** The head in a line. */
export function headIn(line: string): Head | undefined {
  return readHead((JSON.parse(line) as { head: string }).head);
}
