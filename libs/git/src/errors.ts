/** The program git is not there. */
export class GitMissing extends Error {
  readonly code = 'GitMissing';
  constructor() {
    super('git is not installed, or not in PATH: `rollbook import git` reads a repository through it (2.24 or newer)');
  }
}

/** A folder in which git finds no repository. */
export class NotARepository extends Error {
  readonly code = 'NotARepository';
  constructor(
    readonly folder: string,
    readonly reason: string,
  ) {
    super(`${folder} is in no git repository that can be read: ${reason}`);
  }
}

/** A branch, tag or commit that the repository does not have. */
export class BranchUnknown extends Error {
  readonly code = 'BranchUnknown';
  constructor(
    readonly folder: string,
    readonly branch: string,
  ) {
    super(
      `the repository of ${folder} has no commit ${JSON.stringify(branch)}: name a branch, a tag or a commit of it`,
    );
  }
}

/** git ended amid its work. */
export class GitFailed extends Error {
  readonly code = 'GitFailed';
  constructor(
    readonly command: string,
    readonly reason: string,
  ) {
    super(`git ${command} failed: ${reason}`);
  }
}
