import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgentOptions } from './agent-options.js';
import { checkOptions } from './check-options.js';

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollbook-agent-'));
  writeFileSync(file('token'), 'rollbook_x\n');
  writeFileSync(file('empty'), '\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const check = (options: Partial<AgentOptions>) => () =>
  checkOptions({ server: 'https://rollbook.example.com', tokenFile: file('token'), cluster: 'prod', ...options });

describe('checkOptions', () => {
  it('when all can be, it says nothing', () => {
    expect(check({})).not.toThrow();
    expect(check({ namespaces: ['a', 'kube-system', '0'.repeat(63)] })).not.toThrow();
  });

  it.each(['', 'Shop', '-a', 'a-', 'a/b', '0'.repeat(64)])(
    'when a namespace is "%s", it says what names are',
    (name) => {
      expect(check({ namespaces: ['shop', name] })).toThrow(
        `--namespace must be names of namespaces (up to 63 small letters, digits and -, a letter or digit first and last), not "${name}"`,
      );
    },
  );

  it.each([
    [
      'rollbook.example.com',
      '--server must be the address of Rollbook, such as https://rollbook.example.com, not rollbook',
    ],
    [
      'ftp://rollbook',
      '--server must be the address of Rollbook, such as https://rollbook.example.com, not ftp://rollbook',
    ],
  ])('when the server is %s, it says what one is', (server, message) => {
    expect(check({ server })).toThrow(message);
  });

  it('when the file of the token is not there or empty, it says so', () => {
    expect(check({ tokenFile: file('none') })).toThrow(/^--token-file cannot be read: .*ENOENT/);
    expect(check({ tokenFile: file('empty') })).toThrow(
      `--token-file must hold a token of Rollbook; ${file('empty')} is empty`,
    );
  });
});
