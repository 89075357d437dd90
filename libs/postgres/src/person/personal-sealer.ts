import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import {
  authorOf,
  canonicalJson,
  sealActor,
  type SealedActor,
  type Sealed,
  type SealFor,
  sealProvenance,
  sealRemark,
} from '#libs/event-store';
import { type Keyring, seal } from '#libs/sealing';
import { type PreparedChange, sha256 } from '../log/prepared-change.js';
import { PersonKeys } from './person-keys.js';

/** What is stored once by content, by the SHA-256 of its canonical JSON in hex. */
export type Digested<T> = Readonly<{ hash: string; value: T }>;

/** Groups by their keyed hashes, so that the actor is found by them. */
export type ActorRow = SealedActor & Readonly<{ groupLookups: readonly Buffer[] }>;

/** A change with what identifies a person sealed. */
export type SealedChange = PreparedChange &
  Readonly<{
    actor: Digested<ActorRow>;
    /** Nothing when the request said nothing of itself. */
    origin: Digested<Sealed> | undefined;
    remark: string | undefined;
  }>;

/** Changes sealed with keys that are good as long as nobody was erased since. */
export type SealedBatch = Readonly<{ changes: readonly SealedChange[]; erasures: number }>;

/** Seals what identifies a person. The same few people and programs make most changes: what was sealed is remembered. */
export class PersonalSealer {
  private readonly keys: PersonKeys;
  private readonly actors = new LRUCache<string, Digested<ActorRow>>({ max: 10_000 });
  private readonly origins = new LRUCache<string, Digested<Sealed>>({ max: 10_000 });
  private asOf = 0;

  constructor(keyring: Keyring) {
    this.keys = new PersonKeys(keyring);
  }

  async seal(changes: readonly PreparedChange[], client: pg.Client): Promise<SealedBatch> {
    await this.keys.admit(
      client,
      new Set(changes.flatMap(({ change: { actor } }) => [actor.subject, authorOf(actor)])),
    );
    if (this.asOf !== this.keys.erasures) this.forgetSeals();
    return { changes: changes.map((prepared) => this.sealOne(prepared)), erasures: this.asOf };
  }

  /** Somebody was erased: keys are read anew. */
  forget(): void {
    this.keys.forget();
    this.forgetSeals();
  }

  private forgetSeals(): void {
    this.actors.clear();
    this.origins.clear();
    this.asOf = this.keys.erasures;
  }

  // Done for each change, and so written out member by member: an object with spreads in it takes longer to make.
  private sealOne(prepared: PreparedChange): SealedChange {
    const { change, events, actorText, originText, bytes } = prepared;
    return {
      change,
      events,
      actorText,
      originText,
      bytes,
      actor: this.actors.get(actorText) ?? this.newActor(prepared),
      origin: originText === '{}' ? undefined : this.originOf(prepared),
      remark: sealRemark(change, this.sealText)?.sealed,
    };
  }

  private newActor({ change: { actor }, actorText }: PreparedChange): Digested<ActorRow> {
    const sealed = sealActor(actor, this.sealText);
    const value = { ...sealed, groupLookups: actor.groups.map((group) => this.keys.ofGroup(group)) };
    const digested = { hash: digestOf(sealed), value };
    this.actors.set(actorText, digested);
    return digested;
  }

  private originOf({ change, originText }: PreparedChange): Digested<Sealed> {
    const key = `${authorOf(change.actor)}\0${originText}`;
    const known = this.origins.get(key);
    if (known !== undefined) return known;
    const value = sealProvenance(change, this.sealText);
    if (value === undefined) throw new Error('a provenance that says something was not sealed');
    const digested = { hash: digestOf(value), value };
    this.origins.set(key, digested);
    return digested;
  }

  private readonly sealText: SealFor = (subject, purpose, text) => {
    const { id, key } = this.keys.of(subject);
    return { person: id, sealed: seal(key, purpose, text).toString('base64') };
  };
}

function digestOf(sealed: SealedActor | Sealed): string {
  return sha256(canonicalJson(sealed));
}
