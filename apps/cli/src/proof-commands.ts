import { type Command, InvalidArgumentError } from 'commander';
import type { ExportFlags } from './export.js';

/** `rollbook export`, `rollbook verify`, `rollbook check` */
export function addProofCommands(program: Command): void {
  program
    .command('export')
    .description('writes the log, or a range of it, to one file that proves itself')
    .argument('<file>', 'a new file; - for standard output')
    .option('--from <position>', 'position of the first event (1 when not said)', position)
    .option('--to <position>', 'position of the last event (the newest that a head is over when not said)', position)
    .option('--sealed', 'leaves who made the changes, and why, sealed')
    .action(async (file: string, flags: ExportFlags) => (await import('./export.js')).exportTo(file, flags));
  program
    .command('check')
    .description('computes the proof anew from the database: finds what was altered behind its triggers')
    .option('--key <fingerprint>', 'what the newest key must be')
    .action(async (flags: { key?: string }) => (await import('./check.js')).checkDatabase(flags));
  program
    .command('verify')
    .description('checks an export offline: each event unaltered, none missing, each head signed')
    .argument('[file]', 'the export, then its options: see rollbook verify --help')
    .allowUnknownOption()
    .allowExcessArguments()
    .helpOption(false)
    .action(async (_file: string | undefined, _options: unknown, command: Command) => {
      process.exitCode = await (await import('../../verify/src/index.js')).verify(command.args);
    });
}

function position(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new InvalidArgumentError('it must be a position: a whole number, 1 or more.');
  return Number(text);
}
