import type { Json, JsonObject } from '#libs/kubernetes';

/** What a handler answers. A refusal is thrown (see `kubernetes-status.ts`). */
export type Answer = ObjectAnswer | TextAnswer | BytesAnswer | StreamAnswer;

/** One object, which is then given the form the client accepts (a Table, say), or what already has it: a list, a document. */
export type ObjectAnswer = Readonly<{
  kind: 'object';
  /** 200, or 201 for a creation. */
  status: number;
  object: JsonObject;
  /** What the extra columns of a Table say of the object. */
  extraCells?: () => Promise<readonly Json[]>;
  /** For documents: JSON by another name, whatever the client accepts. */
  contentType?: string;
  /** For documents: how long they hold good. */
  cacheControl?: string;
  /** Each becomes a `Warning` header; kubectl prints them. */
  warnings?: readonly string[];
}>;

export type TextAnswer = Readonly<{ kind: 'text'; status: number; text: string }>;

export type BytesAnswer = Readonly<{ kind: 'bytes'; status: number; contentType: string; bytes: Buffer }>;

/** An answer that goes on: `run` writes it until it returns, and ends early when `ended` is aborted. */
export type StreamAnswer = Readonly<{
  kind: 'stream';
  contentType: string;
  warnings?: readonly string[];
  /** The headers are on their way when it is called. What it throws ends the connection and is logged. */
  run: (out: StreamOut) => Promise<void>;
}>;

export type StreamOut = Readonly<{
  /** Resolves when the client can take more. */
  write: (text: string) => Promise<void>;
  /** Aborted when the client has gone, and when the server closes. */
  ended: AbortSignal;
}>;

export function ok(object: JsonObject): ObjectAnswer {
  return { kind: 'object', status: 200, object };
}
