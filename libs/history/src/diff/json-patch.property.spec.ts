import { describe, expect, it } from '@jest/globals';
import { applyJsonPatch, canonicalJson, type Json } from '#libs/kubernetes';
import fc from 'fast-check';
import { jsonPatchBetween } from './json-patch.js';

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom('', 'a', 'b/c', 'd~e'),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c/d', 'e~f'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

describe('jsonPatchBetween', () => {
  it('turns the first document into the second', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const patched = applyJsonPatch({ doc: before }, jsonPatchBetween({ doc: before }, { doc: after }));
        expect(canonicalJson(patched)).toBe(canonicalJson({ doc: after }));
      }),
    );
  });

  it('is empty between a document and itself', () => {
    fc.assert(fc.property(json, (document) => expect(jsonPatchBetween(document, document)).toEqual([])));
  });
});
