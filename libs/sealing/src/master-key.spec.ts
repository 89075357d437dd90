import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readMasterKey } from './master-key.js';

describe('readMasterKey', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollbook-master-key-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('when no file is named, there is none', async () => {
    expect(await readMasterKey(undefined)).toBeUndefined();
  });

  it('when it holds 32 bytes in base64, they are the key', async () => {
    await writeFile(join(folder, 'key'), `${Buffer.alloc(32, 5).toString('base64')}\n`);

    expect((await readMasterKey(join(folder, 'key')))?.equals(Buffer.alloc(32, 5))).toBe(true);
  });

  it.each(['', 'short', Buffer.alloc(33).toString('base64')])(
    'when it holds %j, it says what is wrong',
    async (text) => {
      await writeFile(join(folder, 'bad'), text);

      await expect(readMasterKey(join(folder, 'bad'))).rejects.toMatchObject({ code: 'MasterKeyUnreadable' });
    },
  );

  it('when the file is not there, it says so', async () => {
    await expect(readMasterKey(join(folder, 'none'))).rejects.toThrow('ROLLBOOK_MASTER_KEY names');
  });
});
