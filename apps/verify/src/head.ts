/** A tree head in a signed note (C2SP tlog-checkpoint). */
export type Head = Readonly<{
  origin: string;
  size: number;
  /** Base64. */
  root: string;
  /** Milliseconds since 1970. */
  time: number;
  /** What is signed. */
  text: string;
  keyHash: Buffer;
  signature: Buffer;
}>;

const NOTE =
  /^([^\n]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\ntime (\d{1,15})\n\n\u2014 ([^\n ]+) ([A-Za-z0-9+/]+={0,2})\n$/;

/** Undefined when it is not one. */
export function readHead(note: string): Head | undefined {
  const [, origin = '', size, root = '', time, name, signed = ''] = NOTE.exec(note) ?? [];
  const bytes = Buffer.from(signed, 'base64');
  if (origin === '' || name !== origin || bytes.length !== 4 + 64) return undefined;
  return {
    origin,
    size: Number(size),
    root,
    time: Number(time),
    text: note.slice(0, note.indexOf('\n\n') + 1),
    keyHash: bytes.subarray(0, 4),
    signature: bytes.subarray(4),
  };
}
