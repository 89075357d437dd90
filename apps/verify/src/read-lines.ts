const NEWLINE = 0x0a;

/**
 * Lines without their newline, as bytes: a text would hide what is no UTF-8, and Node's own reader takes other characters
 * for ends of lines too. What stands after the last newline comes last, and is no whole line.
 */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<Readonly<{ lines: readonly Buffer[]; rest: Buffer }>> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const lines: Buffer[] = [];
    let begin = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, begin)) {
      lines.push(bytes.subarray(begin, end));
      begin = end + 1;
    }
    rest = bytes.subarray(begin);
    yield { lines, rest };
  }
}
