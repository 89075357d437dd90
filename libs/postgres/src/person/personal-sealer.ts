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

  private sealOne(prepared: PreparedChange): SealedChange {
    const { change, actorText, originText } = prepared;
    const author = authorOf(change.actor);
    const remark = sealRemark(change, this.sealText);
    return {
      ...prepared,
      actor: remembered(this.actors, actorText, () => {
        const sealed = sealActor(change.actor, this.sealText);
        const row = { ...sealed, groupLookups: change.actor.groups.map((group) => this.keys.ofGroup(group)) };
        return { hash: digestOf(sealed), value: row };
      }),
      origin:
        originText === '{}'
          ? undefined
          : remembered(this.origins, `${author}\0${originText}`, () => {
              const sealed = sealProvenance(change, this.sealText);
              if (sealed === undefined) throw new Error('a provenance that says something was not sealed');
              return { hash: digestOf(sealed), value: sealed };
            }),
      remark: remark?.sealed,
    };
  }

  private readonly sealText: SealFor = (subject, purpose, text) => {
    const { id, key } = this.keys.of(subject);
    return { person: id, sealed: seal(key, purpose, text).toString('base64') };
  };
}

function digestOf(sealed: SealedActor | Sealed): string {
  return sha256(canonicalJson(sealed));
}

function remembered<T extends object>(cache: LRUCache<string, T>, key: string, make: () => T): T {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
}
