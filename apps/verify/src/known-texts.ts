import { Fault } from './fault.js';
import type { ActorKeys } from './read-line.js';
import { openSeal } from './seals.js';
import { sha256Hex } from './sha256.js';

/** What events name by its hash: templates, who made changes, what requests said of themselves. */
export class KnownTexts {
  private readonly templates = new Set<string>();
  private readonly provenances = new Set<string>();
  /** By hash, the persons of whom nothing can be read. */
  private readonly actors = new Map<string, readonly number[]>();

  template(text: Buffer): void {
    this.templates.add(sha256Hex(text));
  }

  /** @throws Fault */
  actor(text: Buffer, open: ActorKeys | undefined, position: number): void {
    this.actors.set(sha256Hex(text), open === undefined ? [] : closedIn(text, open, position));
  }

  /** @throws Fault */
  provenance(text: Buffer, open: string | null, position: number): void {
    const sealed = sealedIn(text);
    if (open !== null && (sealed === undefined || openSeal(open, 'provenance', sealed.sealed) === undefined)) {
      throw new Fault(position, `what is shown of where event ${position} came from is not what was sealed`);
    }
    this.provenances.add(sha256Hex(text));
  }

  hasTemplate(hash: string): boolean {
    return this.templates.has(hash);
  }

  hasProvenance(hash: string): boolean {
    return this.provenances.has(hash);
  }

  /** The persons of an actor of whom nothing can be read; undefined when there is no such actor. */
  closedOf(hash: string): readonly number[] | undefined {
    return this.actors.get(hash);
  }
}

function closedIn(text: Buffer, open: ActorKeys, position: number): readonly number[] {
  const actor = sealedIn(text);
  if (actor === undefined) throw new Fault(position, `who made event ${position} is not sealed as it should be`);
  const parts = [
    { purpose: 'actor', key: open.subject, part: actor },
    ...(actor.impersonator === undefined
      ? []
      : [{ purpose: 'impersonator', key: open.impersonator ?? null, part: actor.impersonator }]),
  ];
  for (const { purpose, key, part } of parts) {
    if (key !== null && openSeal(key, purpose, part.sealed) === undefined) {
      throw new Fault(position, `what is shown of who made event ${position} is not what was sealed`);
    }
  }
  return parts.filter(({ key }) => key === null).map(({ part }) => part.person);
}

type Sealed = Readonly<{ person: number; sealed: string; impersonator?: Sealed }>;

function sealedIn(text: Buffer): Sealed | undefined {
  try {
    const value = JSON.parse(text.toString()) as Sealed;
    return typeof value.sealed === 'string' && typeof value.person === 'number' ? value : undefined;
  } catch {
    return undefined; // its hash tells whether it was altered
  }
}
