import type { Erasure } from './event-store.js';
import type { Sealed, SealPurpose } from './personal.js';

/** Sealing as libs/sealing does it, sealed texts in base64. */
export type Sealing = Readonly<{
  newKey: () => Uint8Array;
  seal: (key: Uint8Array, purpose: SealPurpose, text: string) => string;
  open: (key: Uint8Array, purpose: SealPurpose, sealed: string) => string;
}>;

/** Who is known to a log in memory, each with a key of their own until they are erased. */
export class InMemoryPersons {
  private readonly keys: (Uint8Array | undefined)[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly seals = new Map<string, Sealed>();
  private readonly texts = new Map<string, string>();

  constructor(private readonly sealing: Sealing) {}

  readonly seal = (subject: string, purpose: SealPurpose, text: string): Sealed => {
    const person = this.numbers.get(subject) ?? this.admit(subject);
    const name = `${person}/${purpose}/${text}`;
    const known = this.seals.get(name);
    if (known) return known;
    const sealed = { person, sealed: this.sealing.seal(this.keyOf(person), purpose, text) };
    this.seals.set(name, sealed);
    return sealed;
  };

  readonly open = (purpose: SealPurpose, { person, sealed }: Sealed): string | undefined => {
    const key = this.keys[person - 1];
    if (key === undefined) return undefined;
    const text = this.texts.get(sealed) ?? this.sealing.open(key, purpose, sealed);
    this.texts.set(sealed, text);
    return text;
  };

  erase(subject: string, position: bigint, now: number): Erasure | undefined {
    const person = this.numbers.get(subject);
    if (person === undefined) return undefined;
    this.numbers.delete(subject);
    this.keys[person - 1] = undefined;
    this.seals.clear();
    this.texts.clear();
    return { person, position, erasedAt: now };
  }

  private admit(subject: string): number {
    const person = this.keys.push(this.sealing.newKey());
    this.numbers.set(subject, person);
    return person;
  }

  private keyOf(person: number): Uint8Array {
    const key = this.keys[person - 1];
    if (key === undefined) throw new Error(`person ${person} has no key`);
    return key;
  }
}
