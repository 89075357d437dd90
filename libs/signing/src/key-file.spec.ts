import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeSigningKey, parseSigningKey, verifySignature } from './ed25519.js';
import { createSigningKey, ensureSigningKey, nextKeyFile, promoteNextKey, readSigningKey } from './key-file.js';

// RFC 8032, section 7.1, test 1.
const RFC_8032 = {
  secret: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
  public: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  signature:
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
};

describe('an Ed25519 key', () => {
  it('signs as RFC 8032 says', () => {
    const der = Buffer.from(`302e020100300506032b657004220420${RFC_8032.secret}`, 'hex').toString('base64');
    const key = parseSigningKey(`-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n`)!;

    expect(Buffer.from(key.publicKey).toString('hex')).toBe(RFC_8032.public);
    expect(Buffer.from(key.sign('')).toString('hex')).toBe(RFC_8032.signature);
  });

  it('verifies what it signed, and nothing else', () => {
    const [key, other] = [makeSigningKey(), makeSigningKey()];
    const signature = key.sign('text');

    expect(verifySignature(key.publicKey, 'text', signature)).toBe(true);
    expect(verifySignature(key.publicKey, 'texts', signature)).toBe(false);
    expect(verifySignature(other.publicKey, 'text', signature)).toBe(false);
    expect(verifySignature(key.publicKey, 'text', signature.slice(1))).toBe(false);
    expect(verifySignature(key.publicKey.slice(1), 'text', signature)).toBe(false);
  });
});

describe('a key file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollbook-key-'));
    file = join(folder, 'made', 'signing-key');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('when it is made, its owner alone can read it, and it is never written over', async () => {
    const key = await createSigningKey(file);

    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'made'))).toEqual(['signing-key']);
    expect((await readSigningKey(file)).publicKey).toEqual(key.publicKey);
    expect((await ensureSigningKey(file)).publicKey).toEqual(key.publicKey);
    await expect(createSigningKey(file)).rejects.toMatchObject({ code: 'SigningKeyExists' });
  });

  it('when the next one is promoted, it is the key', async () => {
    await createSigningKey(file);
    const next = await createSigningKey(nextKeyFile(file));
    await promoteNextKey(file);

    expect((await readSigningKey(file)).publicKey).toEqual(next.publicKey);
  });

  it.each(['', 'no key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'])(
    'when it holds %j, it says so',
    async (text) => {
      await writeFile(join(folder, 'bad'), text);

      await expect(readSigningKey(join(folder, 'bad'))).rejects.toMatchObject({ code: 'SigningKeyUnreadable' });
    },
  );

  it('when it is not there, it says how to make one', async () => {
    await expect(readSigningKey(file)).rejects.toThrow(`rollbook key create ${file}`);
  });
});
