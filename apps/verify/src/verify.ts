import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { CannotVerify } from './fault.js';
import { type Head, readHead } from './head.js';
import { readKeyName } from './trust.js';
import { failure, verdict } from './verdict.js';
import { verifyFile } from './verify-file.js';

const USAGE = `usage: rollbook verify FILE (--key KEY | --any-key) [--head FILE] [--save-head FILE]

Checks an export of \`rollbook export\` offline: each event unaltered, none missing, each head signed.

  FILE              the export; - for standard input
  --key KEY         a key of the log that you trust: its fingerprint, or the public key in base64
  --any-key         takes whatever keys the file names: shows only that the file agrees with itself
  --head FILE       a head kept from before: the log must have grown from it, and none of it be cut off
  --save-head FILE  where to keep the newest head when all is whole

Exits with 0 when all is whole, 1 when something was altered (the first position is named), 2 when it cannot tell.
`;

/** `rollbook verify`: answers what to exit with. */
export async function verify(argv: readonly string[]): Promise<0 | 1 | 2> {
  try {
    const { values, positionals } = parsed(argv);
    if (values.help === true) return say(USAGE);
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new CannotVerify(`name one file\n\n${USAGE}`);
    const trusted = trustedKey(values.key, values['any-key']);
    const report = await verifyFile(file, { key: trusted, head: await keptHead(values.head) });
    if (values['save-head'] !== undefined) await writeFile(values['save-head'], report.newest.note);
    return say(`${verdict(report, trusted !== undefined).join('\n')}\n`);
  } catch (error) {
    const { line, exitCode } = failure(error);
    process.stderr.write(`${line}\n`);
    return exitCode;
  }
}

function say(text: string): 0 {
  process.stdout.write(text);
  return 0;
}

const OPTIONS = {
  key: { type: 'string' },
  'any-key': { type: 'boolean' },
  head: { type: 'string' },
  'save-head': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new CannotVerify(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function trustedKey(key: string | undefined, anyKey = false): string | undefined {
  if (key !== undefined && !anyKey) return readKeyName(key);
  if (key === undefined && anyKey) return undefined;
  throw new CannotVerify(
    'say whom to trust: --key with the fingerprint that the log’s keeper gave you, or --any-key to trust nobody',
  );
}

async function keptHead(file: string | undefined): Promise<Head | undefined> {
  if (file === undefined) return undefined;
  const note = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CannotVerify(`--head: ${error instanceof Error ? error.message : String(error)}`);
  });
  const head = readHead(note);
  if (head === undefined) throw new CannotVerify(`--head ${file} is not a head of a log`);
  return head;
}
