/** A commit of the first-parent line, with what it made of the files that were asked for. */
export type Commit = Readonly<{
  /** 40 or 64 hex digits. */
  id: string;
  author: Readonly<{ name: string; mail: string }>;
  /** When it was written, and when it was put where it is; milliseconds since 1970. */
  authoredAt: number;
  committedAt: number;
  /** Its first line; may be empty. */
  subject: string;
  /** Against its first parent, by path. A file that was renamed is one that went and one that came. */
  changes: readonly PathChange[];
}>;

export type PathChange = Readonly<{
  /** From the top of the repository. */
  path: string;
  /** The file's content; undefined when the file is gone. */
  blob?: string;
  /** False for a symbolic link and for a submodule. */
  isFile: boolean;
}>;
