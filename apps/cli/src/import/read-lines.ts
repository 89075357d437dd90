import { createReadStream, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** A line of a file. */
export type Line = Readonly<{
  /** From 1. */
  number: number;
  /** Undefined of one that is longer than it may be. */
  text: string | undefined;
  /** Bytes of the file that were read for it and for all before it. */
  read: number;
}>;

/** The lines of a text file, packed with gzip or not, without ever holding more of it than one line. */
export async function* readLines(file: string, mostBytes: number): AsyncGenerator<Line> {
  const source = createReadStream(file);
  let number = 0;
  for await (const text of split(await unpacked(file, source), mostBytes)) {
    number += 1;
    yield { number, text, read: source.bytesRead };
  }
}

async function unpacked(file: string, source: ReadStream): Promise<AsyncIterable<Buffer>> {
  if (!(await isPacked(file))) return source as AsyncIterable<Buffer>;
  const gunzip = createGunzip();
  pipeline(source, gunzip).catch(() => undefined); // whoever reads hears of it
  return gunzip as AsyncIterable<Buffer>;
}

async function isPacked(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

async function* split(chunks: AsyncIterable<Buffer>, mostBytes: number): AsyncGenerator<string | undefined> {
  let parts: Buffer[] = [];
  let length = 0;
  const line = (end: Buffer): string | undefined => {
    const isLong = length + end.length > mostBytes;
    const text = isLong ? undefined : Buffer.concat([...parts, end]).toString();
    [parts, length] = [[], 0];
    return text;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield line(chunk.subarray(start, end));
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    length += rest.length;
    if (length <= mostBytes) parts.push(rest);
    else parts = [];
  }
  if (length > 0) yield line(Buffer.alloc(0));
}
