import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { checkpointText, parseCheckpoint } from './checkpoint.js';
import { fromBase64, fromHex, toBase64, toHex } from './encoding.js';
import { formatNote, noteKeyHash, parseNote } from './signed-note.js';

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
const checkpoint = {
  origin: 'rollbook/0123456789abcdef',
  size: 42,
  root: new Uint8Array(32).fill(7),
  time: 1_790_000_000_000,
};
const TEXT = 'rollbook/0123456789abcdef\n42\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\ntime 1790000000000\n';

describe('a checkpoint', () => {
  it('is these four lines, and is read back', () => {
    expect(checkpointText(checkpoint)).toBe(TEXT);
    expect(parseCheckpoint(TEXT)).toEqual(checkpoint);
  });

  it.each([
    '',
    TEXT.slice(0, -1),
    `${TEXT}more\n`,
    TEXT.replace('42', '042'),
    TEXT.replace('42', '-1'),
    TEXT.replace('Bwc=', 'Bwd='),
    TEXT.replace('time ', 'date '),
    `\n${TEXT}`,
  ])('when it is %j, it is none', (text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
  });
});

describe('a signed note', () => {
  const note = {
    text: TEXT,
    name: 'rollbook/0123456789abcdef',
    keyHash: new Uint8Array([1, 2, 3, 4]),
    signature: new Uint8Array(64).fill(9),
  };

  it('is the text, an empty line and a line for the signature, and is read back', () => {
    const written = formatNote(note);

    expect(written).toBe(`${TEXT}\n\u2014 rollbook/0123456789abcdef AQIDBAkJ${'CQkJ'.repeat(20)}CQk=\n`);
    expect(parseNote(written)).toEqual(note);
  });

  it.each(['', TEXT, `${TEXT}\n- name AAAA\n`, `${TEXT}\n\u2014 name AAAA\n`, `${TEXT}\n\u2014 name\n`])(
    'when it is %j, it is none',
    (text) => {
      expect(parseNote(text)).toBeUndefined();
    },
  );

  // The example of the C2SP specification: PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW
  it('when a key is named, it is by the first bytes of a hash', () => {
    const publicKey = fromBase64('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')!.slice(1);

    expect(toHex(noteKeyHash(sha256, 'PeterNeumann', publicKey))).toBe('c74f20a3');
  });
});

describe('encodings', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);

  it('give back what they were given', () => {
    for (const length of [0, 1, 2, 3, 32, 256]) {
      expect(fromHex(toHex(bytes.slice(0, length)))).toEqual(bytes.slice(0, length));
      expect(fromBase64(toBase64(bytes.slice(0, length)))).toEqual(bytes.slice(0, length));
    }
  });

  it.each(['a', 'zz', 'AB', '0'])('when hex is %j, it is none', (text) => {
    expect(fromHex(text)).toBeUndefined();
  });

  it.each(['A', 'AA', 'AB==', 'A===', 'AA=A', '-_==', 'AA==\n'])('when base64 is %j, it is none', (text) => {
    expect(fromBase64(text)).toBeUndefined();
  });
});
