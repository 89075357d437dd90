import { Command, InvalidArgumentError } from 'commander';
import type { AuditFlags } from './import-audit.js';
import type { DumpFlags } from './import-files.js';
import type { GitFlags } from './import-git.js';

/** `rollbook import` */
export function importCommands(): Command {
  const group = new Command('import').description(
    'takes history in from elsewhere; run it again to go on, or to follow',
  );
  group
    .command('git')
    .description('what the commits of a folder of manifests made of Deployments: by whom, when, why')
    .argument('<folder>', 'a folder of a git repository')
    .option(
      '--path <glob...>',
      'files below the folder, ** for any folders (**/*.yaml, **/*.yml and **/*.json when not said)',
    )
    .option('--branch <branch>', 'branch, tag or commit to read up to (what is checked out when not said)')
    .option('--cluster <cluster>', 'cluster that the manifests are for', 'default')
    .option('--namespace <namespace>', 'namespace of manifests that name none', namespaceName, 'default')
    .option('--report <file>', 'writes every line of the report to a file, as NDJSON')
    .action(async (folder: string, flags: GitFlags) => (await import('./import-git.js')).importGit(folder, flags));
  group
    .command('audit')
    .description('what audit files of an API server tell of Deployments; NDJSON, packed with gzip or not')
    .argument('<file...>', 'audit logs, oldest first')
    .option('--cluster <cluster>', 'cluster that they are of', 'default')
    .option('--report <file>', 'writes every line of the report to a file, as NDJSON')
    .action(async (files: string[], flags: AuditFlags) =>
      (await import('./import-audit.js')).importAudit(files, flags),
    );
  group
    .command('files')
    .description(
      'what `kubectl get deploy,rs -o yaml` (or json) says: Deployments, with the revisions that the cluster still has',
    )
    .argument('<file...>', 'dumps, oldest first')
    .option('--cluster <cluster>', 'cluster that they are of', 'default')
    .option('--report <file>', 'writes every line of the report to a file, as NDJSON')
    .action(async (files: string[], flags: DumpFlags) => (await import('./import-files.js')).importFiles(files, flags));
  return group;
}

function namespaceName(text: string): string {
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text))
    throw new InvalidArgumentError("it must be a namespace's name: up to 63 of a-z, 0-9 and -, not at its ends.");
  return text;
}
