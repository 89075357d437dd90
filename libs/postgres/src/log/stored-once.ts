import { InternedTable } from './interned.js';
import { TemplateEncoder } from './template-encoder.js';

/** What a process remembers of all that is stored once by content. */
export type StoredOnce = Readonly<{ templates: TemplateEncoder; actors: InternedTable; provenances: InternedTable }>;

export function newStoredOnce(): StoredOnce {
  return {
    templates: new TemplateEncoder(),
    actors: new InternedTable('actor'),
    provenances: new InternedTable('provenance'),
  };
}
