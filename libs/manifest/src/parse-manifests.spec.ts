import { describe, expect, it } from '@jest/globals';
import { MANIFEST_LIMITS, MOST_TEXT_BYTES } from './limits.js';
import { parseManifests } from './parse-manifests.js';

describe('parseManifests', () => {
  it.each([
    ['yes', true],
    ['No', false],
    ['on', true],
    ['y', true],
    ['nO', 'nO'],
    ['~', null],
    ['', null],
    ['"yes"', 'yes'],
    ['0755', 493],
    ['0o755', 493],
    ['0x1F', 31],
    ['0b11', 3],
    ['08', 8],
    ['-0755', -493],
    ['1_000', 1000],
    ['+1', 1],
    ['.5', 0.5],
    ['1e3', 1000],
    ['1.', 1],
    ['-0.0', 0],
    ['!!int "7"', 7],
    ['!!bool yes', true],
    ['1e+3', 1000],
    ['1:30', '1:30'],
    ['2001-01-01', '2001-01-01'],
    ['1.24', 1.24],
    ['v1.24', 'v1.24'],
    ['0.5.1', '0.5.1'],
    ['!!str 12', '12'],
    ["'12'", '12'],
  ])('when a value is written %s, it is read as Kubernetes reads it', (written, value) => {
    expect(parseManifests(`a: ${written}`)).toEqual([{ a: value }]);
  });

  it.each<[string, string, object[]]>([
    ['several documents', 'a: 1\n---\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['JSON', '{"a": [1, "x", null], "b": {"c": true}}', [{ a: [1, 'x', null], b: { c: true } }]],
    [
      'a List',
      'kind: List\nitems:\n- {kind: A}\n- kind: DeploymentList\n  items: [{kind: B}]',
      [{ kind: 'A' }, { kind: 'B' }],
    ],
    ['anchors', 'a: &x {b: 1}\nc: *x\nd: {<<: *x, b: 2}', [{ a: { b: 1 }, c: { b: 1 }, d: { b: 2 } }]],
    ['a key before a merge', 'a: {b: 1, <<: {b: 2}}', [{ a: { b: 2 } }]],
    ['a merge of two', 'a: {<<: [{b: 1}, {b: 2}]}', [{ a: { b: 1 } }]],
    ['keys that are no texts', 'on: 1\n80: 2', [{ true: 1, 80: 2 }]],
    ['a literal text', 'a: |\n  x\n  y\n', [{ a: 'x\ny\n' }]],
    ['a comment alone', '# nothing\n', []],
    ['nothing', '', []],
    ['a key named like a prototype', '__proto__: 1', [JSON.parse('{"__proto__":1}') as object]],
  ])('when given %s, it reads them', (_, text, objects) => {
    expect(parseManifests(text)).toEqual(objects);
  });

  it.each([
    ['a key is there twice', 'a: 1\nb:\n  c: 1\n  c: 2\n', 'DuplicateKey', 4, 3],
    ['a mapping is misplaced', 'a: b\nc: d: e\n', 'SyntaxError', 2, 4],
    ['a tab indents', 'a:\n\tb: 1\n', 'SyntaxError', 2, 1],
    ['a bracket is open', 'a: [1\n', 'SyntaxError', 2, 1],
    ['an anchor is unknown', 'a: *x\n', 'SyntaxError', 1, 4],
    ['it is a list', '- a\n', 'NotAnObject', 1, 1],
    ['the second is a text', 'a: 1\n---\nhello\n', 'NotAnObject', 3, 1],
    ['a number is infinite', 'a: .inf\n', 'NumberOutOfRange', 1, 4],
    ['a number has more digits than JSON can hold', 'a: 9007199254740993\n', 'NumberOutOfRange', 1, 4],
    ['a tag is not what is there', 'a: !!int x\n', 'SyntaxError', 1, 10],
    ['a tag is another one', 'a: !!binary aGk=\n', 'SyntaxError', 1, 13],
    ['a key is nothing', '~: 1\n', 'SyntaxError', 1, 1],
    ['a List holds a text', 'kind: List\nitems: [x]\n', 'NotAnObject', 1, 1],
    ['a List holds nothing', 'kind: List\nitems: [null]\n', 'NotAnObject', 1, 1],
  ])('when %s, it says where', (...[, text, reason, line, column]) => {
    expect(() => parseManifests(text)).toThrow(
      expect.objectContaining({ code: 'ManifestUnreadable', reason, line, column }),
    );
  });

  it('when aliases multiply, it stops before they are written out', () => {
    const levels = 'bcdefghij'.split('').map((name, index) => {
      const before = String.fromCharCode(name.charCodeAt(0) - 1);
      return `${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}] # ${index}`;
    });
    expect(() => parseManifests(['a: &a x', ...levels].join('\n'))).toThrow(
      expect.objectContaining({ reason: 'TooManyValues' }),
    );
  });

  it('when an alias is inside what it stands for, it stops', () => {
    expect(() => parseManifests('a: &a\n  b: *a\n')).toThrow(expect.objectContaining({ code: 'ManifestUnreadable' }));
  });

  it.each([
    ['100 levels', 98, undefined],
    ['101 levels', 99, 'TooDeep'],
    ['levels without end', 500_000, 'TooDeep'],
  ])('when there are %s, depth is what counts', (_, lists, reason) => {
    const text = `a: ${'['.repeat(lists)}1${']'.repeat(lists)}`;
    const read = (): unknown => parseManifests(text);
    if (reason === undefined) expect(read).not.toThrow();
    else expect(read).toThrow(expect.objectContaining({ reason }));
  });

  it.each([
    [MOST_TEXT_BYTES, false],
    [MOST_TEXT_BYTES + 1, true],
  ])('when a text has %d bytes, it is refused: %s', (bytes, isRefused) => {
    const text = `a: "${'ä'.repeat((bytes - 6) / 2)}${bytes % 2 === 0 ? '' : 'x'}"\n`;
    const read = (): unknown => parseManifests(text);
    expect(new TextEncoder().encode(text).length).toBe(bytes);
    if (isRefused) expect(read).toThrow(expect.objectContaining({ reason: 'TextTooLong' }));
    else expect(read).not.toThrow();
  });

  it.each([
    [100, false],
    [101, true],
  ])('when there are %d documents, they are refused: %s', (count, isRefused) => {
    const read = (): unknown => parseManifests('a: 1\n---\n'.repeat(count));
    if (isRefused) expect(read).toThrow(expect.objectContaining({ reason: 'TooManyDocuments' }));
    else expect(read).not.toThrow();
  });

  it('when limits are given, they hold instead', () => {
    expect(() => parseManifests('a: 1', { ...MANIFEST_LIMITS, textBytes: 3 })).toThrow('more than 3 bytes');
  });
});
