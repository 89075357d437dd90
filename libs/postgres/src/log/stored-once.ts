import type { Keyring } from '#libs/sealing';
import { PersonalSealer } from '../person/personal-sealer.js';
import { InternedTable } from './interned.js';
import { TemplateEncoder } from './template-encoder.js';
import { TipMemory } from './tip-memory.js';

/** What a process remembers of the log: what is stored once by content, persons' keys, and how it left the end. */
export type StoredOnce = Readonly<{
  templates: TemplateEncoder;
  actors: InternedTable;
  provenances: InternedTable;
  tip: TipMemory;
  persons: PersonalSealer;
}>;

export function newStoredOnce(keyring: Keyring): StoredOnce {
  return {
    templates: new TemplateEncoder(),
    actors: new InternedTable('actor'),
    provenances: new InternedTable('provenance'),
    tip: new TipMemory(),
    persons: new PersonalSealer(keyring),
  };
}
