import { FNV_START, fnvOfBytes, fnvOfText } from './fnv.js';

/** A constant part of a dump; always ASCII. */
export type Segment = Readonly<{ text: string; bytes: Uint8Array }>;

/** Where a dump goes: into a hash as it is written, or into a text. */
export interface Sink {
  constant(segment: Segment): void;
  text(text: string): void;
}

export function segment(text: string): Segment {
  return { text, bytes: Uint8Array.from(text, (character) => character.charCodeAt(0)) };
}

/** Hashes what is written; `state` is the FNV-32a so far. */
export function hashSink(): Sink & { state: number } {
  return {
    state: FNV_START,
    constant(part) {
      this.state = fnvOfBytes(this.state, part.bytes);
    },
    text(text) {
      this.state = fnvOfText(this.state, text);
    },
  };
}

/** Keeps what is written, to be read. */
export function textSink(): Sink & { written: string } {
  return {
    written: '',
    constant(part) {
      this.written += part.text;
    },
    text(text) {
      this.written += text;
    },
  };
}
