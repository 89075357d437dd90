export { BlobReader, type Blob } from './blob-reader.js';
export type { Commit, PathChange } from './commit.js';
export { BranchUnknown, GitFailed, GitMissing, NotARepository } from './errors.js';
export { countCommits, readCommits } from './read-commits.js';
export { openRepository, type Repository } from './repository.js';
