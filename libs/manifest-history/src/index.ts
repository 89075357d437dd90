export type { FileChange, FileContent } from './file-change.js';
export { type Became, type FolderStep, ManifestFolder } from './manifest-folder.js';
export type { Passed, PassedReason } from './passed.js';
export { looksLikeTemplate } from './looks-like-template.js';
