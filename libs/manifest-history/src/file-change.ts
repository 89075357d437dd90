import type { JsonObject } from '#libs/kubernetes';

/** What a commit made of one file. */
export type FileChange = Readonly<{ path: string; content: FileContent }>;

/** The objects of a file, that there is no file any more, or why nothing can be said of its objects. */
export type FileContent =
  | Readonly<{ kind: 'objects'; objects: readonly JsonObject[] }>
  | Readonly<{ kind: 'gone' }>
  | Readonly<{ kind: 'unreadable'; reason: UnreadableFile; message: string }>;

export type UnreadableFile = 'BrokenFile' | 'Template' | 'FileTooLong' | 'NotAFile';
