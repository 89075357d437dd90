import { toBase64, toHex } from './encoding.js';
import type { LogKey } from './key-chain.js';
import type { Hash } from './merkle.js';

/** Raised whenever a program that reads the lines must know of it (docs/proof.md tells them). */
export const EXPORT_FORMAT = 1;

export type ExportHeader = Readonly<{
  origin: string;
  /** Position of the first event. */
  from: number;
  /** Position of the last event. */
  to: number;
  /** Milliseconds since 1970. */
  exportedAt: number;
  /** Whether what identifies persons can be read in it, or was left sealed. */
  persons: 'open' | 'sealed';
  /** Who was erased by then: exports from before can show their names. */
  erased: readonly Readonly<{ person: number; position: number; erasedAt: number }>[];
}>;

/** The lines of an export, each one JSON object. What is hashed stands last, in the very bytes that are hashed. */
export const exportLine = {
  header: (header: ExportHeader): string => JSON.stringify({ export: EXPORT_FORMAT, ...header }),
  key: ({ number, publicKey, fromSize, signature }: LogKey): string =>
    JSON.stringify({ key: number, publicKey: toBase64(publicKey), fromSize, signature: toBase64(signature) }),
  /** Events that are not shown: the hashes of the full subtrees that they are, left to right. */
  skipped: (range: readonly [first: number, last: number], hashes: readonly Hash[]): string =>
    JSON.stringify({ skipped: range, hashes: hashes.map(toHex) }),
  template: (text: string): string => `{"template":${text}}`,
  /** Who made changes. `open` has the keys of what is sealed; it is left out where nothing is. */
  actor: (text: string, open?: Readonly<{ subject: string | null; impersonator?: string | null }>): string =>
    open === undefined ? `{"actor":${text}}` : `{"open":${JSON.stringify(open)},"actor":${text}}`,
  provenance: (text: string, open: string | null): string => `{"open":${JSON.stringify(open)},"provenance":${text}}`,
  /** `hash` as it is stored, in hex; `open` is the key of the remark. */
  event: ({ hash, leaf, open }: Readonly<{ hash: string; leaf: string; open?: string | null }>): string =>
    `{"hash":"${hash}",${open === undefined ? '' : `"open":${JSON.stringify(open)},`}"leaf":${leaf}}`,
  /** A signed note. */
  head: (note: string): string => JSON.stringify({ head: note }),
  /** `digest` is the SHA-256, in hex, of all lines before it, their newlines included. */
  end: (events: number, digest: string): string => JSON.stringify({ end: events, sha256: digest }),
};
