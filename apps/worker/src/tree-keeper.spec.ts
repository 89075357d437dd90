import { describe, expect, it } from '@jest/globals';
import type { Kept, Signer } from '#libs/postgres';
import { TreeKeeper } from './tree-keeper.js';

const signer = (name: number): Signer => ({ publicKey: Uint8Array.of(name), sign: () => new Uint8Array() });

describe('TreeKeeper', () => {
  const keeping = (answers: readonly Kept[], keys: readonly (Signer | undefined)[] = [signer(1)]) => {
    const [asked, said]: [(number | undefined)[], string[]] = [[], []];
    const [answer, key] = [answers.values(), keys.values()];
    const say = (_: object, message: string): void => void said.push(message);
    const keeper = new TreeKeeper({
      keep: async (used) => {
        asked.push(used?.publicKey[0]);
        return answer.next().value ?? { kind: 'idle' };
      },
      readKey: async () => key.next().value,
      log: { warn: say, debug: say },
    });
    return { keeper, asked, said };
  };

  it('when there is more to do, it goes on at once', async () => {
    const { keeper, asked, said } = keeping([{ kind: 'growing' }, { kind: 'growing' }, { kind: 'signed', size: '9' }]);
    await keeper.round();

    expect(asked).toEqual([1, 1, 1]);
    expect(said).toEqual(['signed a tree head']);
  });

  it('when the key was rotated, it says so once and takes the new one from the file', async () => {
    const other: Kept = { kind: 'other key', fingerprint: 'ab' };
    const { keeper, asked, said } = keeping(
      [other, other, { kind: 'idle' }, { kind: 'idle' }],
      [1, 1, 2, 3].map(signer),
    );
    for (let round = 0; round < 4; round++) await keeper.round();

    expect(asked).toEqual([1, 1, 2, 2]);
    expect(said).toHaveLength(1);
  });

  it('when there is no key, it keeps the tree all the same', async () => {
    const { keeper, asked } = keeping([], [undefined, undefined]);
    await keeper.round();
    await keeper.round();

    expect(asked).toEqual([undefined, undefined]);
  });
});
