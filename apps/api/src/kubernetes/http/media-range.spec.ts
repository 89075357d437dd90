import { describe, expect, it } from '@jest/globals';
import { parseAccept } from './media-range.js';

describe('parseAccept', () => {
  it.each([
    ['application/json', ['application/json']],
    ['*/*;q=0.1, application/json', ['application/json', '*/*']],
    ['text/html;q=0, application/yaml', ['application/yaml']],
    ['a/b;q=x, c/d', ['a/b', 'c/d']],
    ['', []],
    [',;', []],
  ])('when the header is %j, it wants %j', (header, types) => {
    expect(parseAccept(header).map(({ type }) => type)).toEqual(types);
  });

  it('when a type has parameters, it gives them by name', () => {
    expect(parseAccept('application/json;as=Table;V=v1;g="meta.k8s.io"')).toEqual([
      { type: 'application/json', parameters: { as: 'Table', v: 'v1', g: 'meta.k8s.io' } },
    ]);
  });
});
