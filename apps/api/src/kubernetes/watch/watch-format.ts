import type { ApiObject, Step } from './step.js';
import type { WatchEvent } from './watch-event.js';

/** How a client wants objects: whole, as a Table, or their metadata alone. */
export type WatchFormat = Readonly<{
  /** Watches with the same key get the same text. */
  key: string;
  /** The object of an event, as JSON text; the first one of a watch may say more. */
  objectText(object: ApiObject, isFirst: boolean): string;
  /** The object of a bookmark. */
  bookmarkText(version: bigint, annotations?: Readonly<Record<string, string>>): string;
}>;

/** Writes the lines of watches: what many ask for in the same form is made once. */
export class LineWriter {
  readonly #lines = new WeakMap<Step, Map<string, string>>();

  /** The line of an event that a step makes. */
  lineOf(step: Step, event: WatchEvent, format: WatchFormat, isFirst: boolean): string {
    const lines = this.#lines.get(step) ?? new Map<string, string>();
    this.#lines.set(step, lines);
    const key = `${event.type} ${isFirst} ${format.key}`;
    const line = lines.get(key) ?? eventLine(event.type, format.objectText(event.object, isFirst));
    lines.set(key, line);
    return line;
  }
}

/** One line of a watch: one event, as JSON. */
export function eventLine(type: WatchEvent['type'] | 'BOOKMARK' | 'ERROR', objectText: string): string {
  return `{"type":"${type}","object":${objectText}}\n`;
}
