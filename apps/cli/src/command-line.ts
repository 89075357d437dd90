import { Command, InvalidArgumentError } from 'commander';
import { isRole, type Role, ROLES } from '#libs/access';
import { explain } from '#libs/program';
import { addAgentCommand } from './agent-command.js';
import { keyCommands } from './key-commands.js';
import { importCommands } from './import/import-commands.js';
import { addProofCommands } from './proof-commands.js';

/** `rollbook`. What a command needs is loaded when it runs. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  const program = new Command('rollbook')
    .description('A rollout history store for Kubernetes Deployments that never forgets')
    .showHelpAfterError()
    .configureHelp({ showGlobalOptions: true });
  program
    .command('serve')
    .description('API and worker in one process; brings its own Postgres unless DATABASE_URL is set')
    .action(async () => (await import('./serve.js')).serve());
  program
    .command('api')
    .description('the API alone (needs DATABASE_URL)')
    .action(async () => {
      await import('../../api/src/main.js');
    });
  program
    .command('worker')
    .description('a worker alone (needs DATABASE_URL)')
    .action(async () => {
      await import('../../worker/src/main.js');
    });
  program
    .command('migrate')
    .description('brings the database up to date')
    .action(async () => (await import('./migrate.js')).migrateDatabase());
  program
    .command('rebuild')
    .description('makes all views anew from the log, while the old ones serve')
    .option('--concurrency <streams>', 'streams at a time', wholeNumber, 4)
    .action(async (options: { concurrency: number }) => (await import('./rebuild.js')).rebuildAll(options));
  program
    .command('erase-person')
    .description('destroys what identifies a person, for ever; the changes stay, and so does the proof')
    .argument('<subject>', 'who, as `changes` names them')
    .option('--yes', 'do it, and do not only say what it would do')
    .action(async (subject: string, options: { yes?: boolean }) =>
      (await import('./erase-person.js')).erasePerson(subject, options),
    );
  program.addCommand(tokenCommands());
  program.addCommand(roleCommands());
  program.addCommand(importCommands());
  program.addCommand(keyCommands());
  addProofCommands(program);
  addAgentCommand(program);
  await program.parseAsync(argv).catch(explain);
}

function tokenCommands(): Command {
  const token = new Command('token').description('the bearer tokens of the API');
  token
    .command('create')
    .description('makes a token and prints it; it is not shown again')
    .argument('<name>', 'what it is for')
    .option('--subject <subject>', 'who acts with it (its name when not said)')
    .option('--group <group...>', 'groups of the subject', [])
    .option('--days <days>', 'how long it is good for (for ever when not said)', wholeNumber)
    .action(async (name: string, options: TokenOptions) => (await import('./token.js')).createToken(name, options));
  token
    .command('list')
    .description('every token, newest first')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => (await import('./token.js')).listTokens(options));
  token
    .command('revoke')
    .description('ends a token')
    .argument('<id or name>')
    .action(async (idOrName: string) => (await import('./token.js')).revokeToken(idOrName));
  return token;
}

function roleCommands(): Command {
  const role = new Command('role').description('who may do what, where');
  role
    .command('bind')
    .description('gives a role to subjects and groups, in namespaces; * stands for any text')
    .argument('<role>', 'viewer, deployer, auditor, ingester or admin', roleName)
    .option('--subject <subject...>', 'subjects it holds for', [])
    .option('--group <group...>', 'groups it holds for', [])
    .option('--cluster <pattern>', 'clusters it holds in', 'default')
    .requiredOption('--namespace <pattern>', 'namespaces it holds in')
    .action(async (name: Role, options: RoleOptions) => (await import('./role.js')).bindRole(name, options));
  role
    .command('list')
    .description('every binding, newest first')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => (await import('./role.js')).listRoles(options));
  role
    .command('end')
    .description('ends a binding')
    .argument('<id>', 'its number', wholeNumber)
    .action(async (id: number) => (await import('./role.js')).endRole(id));
  return role;
}

type RoleOptions = { subject: string[]; group: string[]; cluster: string; namespace: string };

function roleName(text: string): Role {
  if (!isRole(text)) throw new InvalidArgumentError(`it must be one of ${ROLES.join(', ')}.`);
  return text;
}

type TokenOptions = { subject?: string; group: string[]; days?: number };

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('it must be a whole number, 1 or more.');
  return Number(text);
}
