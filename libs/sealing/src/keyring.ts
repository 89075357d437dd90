import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A key in the database is wrapped, and no master key was given to open it. */
export class MasterKeyMissing extends Error {
  readonly code = 'MasterKeyMissing';
  constructor() {
    super("the keys of persons are wrapped: set ROLLBOOK_MASTER_KEY to the file with this database's master key");
  }
}

/** The master key is not the one that wrapped. */
export class MasterKeyWrong extends Error {
  readonly code = 'MasterKeyWrong';
  constructor() {
    super("ROLLBOOK_MASTER_KEY is not the master key of this database: a person's key cannot be unwrapped with it");
  }
}

const PLAIN = 0;
const WRAPPED = 1;
const KEY = 32;
const NONCE = 12;
const TAG = 16;

/** Keys in the form they are stored in: wrapped under a master key where there is one. */
export class Keyring {
  constructor(private readonly master?: Uint8Array) {}

  get wraps(): boolean {
    return this.master !== undefined;
  }

  newKey(): Buffer {
    return randomBytes(KEY);
  }

  wrap(key: Uint8Array): Buffer {
    if (this.master === undefined) return Buffer.concat([Buffer.of(PLAIN), key]);
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.master, nonce);
    const body = cipher.update(key);
    cipher.final();
    return Buffer.concat([Buffer.of(WRAPPED), nonce, body, cipher.getAuthTag()]);
  }

  /** @throws MasterKeyMissing, MasterKeyWrong */
  unwrap(stored: Uint8Array): Buffer {
    if (stored[0] === PLAIN) return Buffer.from(stored.subarray(1));
    if (this.master === undefined) throw new MasterKeyMissing();
    const decipher = createDecipheriv('aes-256-gcm', this.master, stored.subarray(1, 1 + NONCE), {
      authTagLength: TAG,
    });
    decipher.setAuthTag(stored.subarray(1 + NONCE + KEY));
    const key = decipher.update(stored.subarray(1 + NONCE, 1 + NONCE + KEY));
    try {
      decipher.final();
    } catch {
      throw new MasterKeyWrong();
    }
    return key;
  }
}
