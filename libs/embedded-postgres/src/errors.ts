/** There are no Postgres binaries for this machine, or they do not run on it. */
export class NoEmbeddedPostgres extends Error {
  readonly code = 'NoEmbeddedPostgres';
  constructor(reason: string) {
    super(`the Postgres that comes with Rollbook cannot run here (${reason}): set DATABASE_URL to a Postgres of yours`);
  }
}

/** Another process runs on the data folder. */
export class FolderInUse extends Error {
  readonly code = 'FolderInUse';
  constructor(
    readonly folder: string,
    readonly holder: string,
  ) {
    super(`another Rollbook (${holder}) runs on ${folder}: stop it, or give this one a ROLLBOOK_DATA of its own`);
  }
}

/** The data folder was made by another major version of Postgres. */
export class WrongPostgresVersion extends Error {
  readonly code = 'WrongPostgresVersion';
  constructor(folder: string, found: string, brought: string) {
    super(
      `${folder} was made by Postgres ${found} and this Rollbook brings Postgres ${brought}: ` +
        'start the Rollbook that made it, or carry the data over with pg_dump or pg_upgrade',
    );
  }
}

/** Postgres did not come up, or could not be stopped. */
export class PostgresFailed extends Error {
  readonly code = 'PostgresFailed';
  constructor(what: string, said: readonly string[] = []) {
    super([what, ...said].join('\n  '));
  }
}

/** The data folder cannot be used by the user that Postgres runs as. */
export class FolderUnusable extends Error {
  readonly code = 'FolderUnusable';
}
