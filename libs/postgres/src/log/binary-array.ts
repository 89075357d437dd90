/**
 * Columns of many rows as Postgres reads arrays in binary (array_recv): what type its elements are, how many, then each
 * behind its length. Nothing is looked through for quotes, on neither side, and bytes are not made digits and back.
 */
export const int2s = arrayOf<number>(21, { size: () => 2, write: (to, value, at) => to.writeInt16BE(value, at) });
export const int4s = arrayOf<number>(23, { size: () => 4, write: (to, value, at) => to.writeInt32BE(value, at) });
export const int8s = arrayOf<bigint>(20, { size: () => 8, write: (to, value, at) => to.writeBigInt64BE(value, at) });
export const texts = arrayOf(25, text('utf8'));
export const jsons = arrayOf(114, text('utf8'));
/** `bytea[]` of what is told in hex, in base64, and as it is. */
export const hexes = arrayOf(17, text('hex'));
export const base64s = arrayOf(17, text('base64'));
export const byteas = arrayOf<Uint8Array>(17, {
  size: ({ length }) => length,
  write: (to, value, at) => to.set(value, at),
});
/** `timestamptz[]` of milliseconds since 1970; there it is microseconds since 2000. */
export const timestamps = arrayOf<number>(1184, {
  size: () => 8,
  write: (to, value, at) => to.writeBigInt64BE(BigInt(value - YEAR_2000) * 1000n, at),
});

const YEAR_2000 = Date.UTC(2000, 0);

type Element<T> = Readonly<{
  /** In bytes. */
  size: (value: T) => number;
  write: (to: Buffer, value: T, at: number) => void;
}>;

function text(encoding: 'utf8' | 'hex' | 'base64'): Element<string> {
  return {
    size: (value) => Buffer.byteLength(value, encoding),
    write: (to, value, at) => to.write(value, at, encoding),
  };
}

/** `oid` is the elements' type in pg_type; NULL stands for undefined. */
function arrayOf<T>(oid: number, { size, write }: Element<T>): (values: readonly (T | undefined)[]) => Buffer {
  return (values) => {
    const sizes = values.map((value) => (value === undefined ? NULL : size(value)));
    const array = Buffer.allocUnsafe(sizes.reduce((sum, bytes) => sum + 4 + Math.max(bytes, 0), HEAD));
    writeHead(array, [1, sizes.includes(NULL) ? 1 : 0, oid, values.length, 1]);
    let at = HEAD;
    values.forEach((value, index) => {
      const bytes = sizes[index] ?? NULL;
      at = array.writeInt32BE(bytes, at);
      if (value === undefined) return;
      write(array, value, at);
      at += bytes;
    });
    return array;
  };
}

const HEAD = 20;
const NULL = -1;

// Dimensions, whether there are NULLs, type, how many, number of the first.
function writeHead(array: Buffer, fields: readonly number[]): void {
  fields.forEach((field, index) => array.writeInt32BE(field, 4 * index));
}
