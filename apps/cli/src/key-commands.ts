import { Command } from 'commander';

/** `rollbook key` */
export function keyCommands(): Command {
  const key = new Command('key').description('the keys that sign tree heads');
  key
    .command('create')
    .description('makes a key in a new file and prints its fingerprint')
    .argument('<file>')
    .option('--if-absent', 'takes the key that is there, where there is one')
    .action(async (file: string, options: { ifAbsent?: boolean }) =>
      (await import('./key.js')).createKey(file, options),
    );
  key
    .command('list')
    .description('every key of the log, oldest first')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => (await import('./key.js')).listKeys(options));
  key
    .command('rotate')
    .description('takes a new key into use, signed by the one before')
    .option(
      '--to <file>',
      'the file of the new key, made where there is none; it takes the place of the old when not said',
    )
    .action(async (options: { to?: string }) => (await import('./key.js')).rotate(options));
  return key;
}
