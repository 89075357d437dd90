import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { withInputDefaults } from './input-defaults.js';

const schema = buildSchema(`
  enum Policy { Background Orphan }
  input Part { size: Int! = 3, name: String }
  input Ask { dryRun: Boolean! = false, cluster: String! = "default", policy: Policy! = Background, note: String = "n", parts: [Part!], part: Part }
  type Query { ask(input: Ask!, other: Int! = 1): Int }
`);
const document = parse(
  'query A($input: Ask!, $other: Int! = 1) { ask(input: $input, other: $other) } query B { ask(input: {}) }',
);
const filled = (input: unknown): unknown =>
  withInputDefaults(schema, document, { operationName: 'A', variables: { input } }).input;

describe('withInputDefaults', () => {
  it.each([
    ['nothing is given', {}, { dryRun: false, cluster: 'default', policy: 'Background' }],
    [
      'something is given, it stays',
      { dryRun: true, policy: 'Orphan', cluster: '' },
      { dryRun: true, cluster: '', policy: 'Orphan' },
    ],
    [
      'null is given, it stays, to be refused',
      { dryRun: null },
      { dryRun: null, cluster: 'default', policy: 'Background' },
    ],
  ])('when %s', (_, given, expected) => {
    expect(filled(given)).toEqual(expected);
  });

  it('when inputs are inside inputs and lists, theirs are filled too', () => {
    expect(filled({ parts: [{}, { size: 1 }], part: { name: 'x' } })).toMatchObject({
      parts: [{ size: 3 }, { size: 1 }],
      part: { size: 3, name: 'x' },
    });
  });

  it.each([['x'], [null], [[1]]])('when the input is %j, it is left as it is', (input) => {
    expect(filled(input)).toEqual(input);
  });

  it('when another operation is asked for, its variables alone count', () => {
    expect(withInputDefaults(schema, document, { operationName: 'B', variables: { input: {} } })).toEqual({
      input: {},
    });
  });
});
