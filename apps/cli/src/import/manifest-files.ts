import { LRUCache } from 'lru-cache';
import { BlobReader, type Commit, type PathChange, type Repository } from '#libs/git';
import { MANIFEST_LIMITS, ManifestUnreadable, parseManifests } from '#libs/manifest';
import { type FileChange, type FileContent, looksLikeTemplate } from '#libs/manifest-history';

/** Bytes of a file of manifests, and objects in it. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_OBJECTS = 10_000;
const LIMITS = { ...MANIFEST_LIMITS, textBytes: MOST_BYTES, documents: MOST_OBJECTS, values: 2_000_000 };
/** Bytes of files that are remembered as read: a file that is moved, or restored, is read once. */
const REMEMBERED = 16 * 1024 * 1024;

/** A commit, and its files once they are called for. */
export type CommitFiles = Readonly<{ commit: Commit; read: () => Promise<readonly FileChange[]> }>;

/** The files of a repository as manifests. */
export class ManifestFiles {
  private readonly blobs: BlobReader;
  private readonly known = new LRUCache<string, FileContent>({ maxSize: REMEMBERED });

  constructor(repository: Repository) {
    this.blobs = new BlobReader(repository, MOST_BYTES);
  }

  /** Asks for what commits made of the files; the answers are to be called for one after the other, all of them. */
  ask(commits: readonly Commit[]): readonly CommitFiles[] {
    const asked: string[] = [];
    const files = commits.map((commit) => {
      const contents = commit.changes.map((change) => ({ path: change.path, read: this.later(change, asked) }));
      return { commit, read: () => inTurn(contents) };
    });
    this.blobs.ask(asked);
    return files;
  }

  close(): void {
    this.blobs.close();
  }

  private later({ blob: id, isFile }: PathChange, asked: string[]): Later['read'] {
    if (id === undefined) return () => ({ kind: 'gone' });
    if (!isFile) return () => unreadable('NotAFile', 'a symbolic link or a submodule');
    const known = this.known.get(id);
    if (known !== undefined) return () => known;
    asked.push(id);
    return () => this.content(id);
  }

  private async content(id: string): Promise<FileContent> {
    const blob = await this.blobs.next();
    if ('tooLong' in blob)
      return unreadable('FileTooLong', `${blob.tooLong} bytes, and at most ${MOST_BYTES} are read`);
    const content = this.known.get(id) ?? manifestContent(blob.bytes.toString());
    this.known.set(id, content, { size: blob.bytes.length + 1 });
    return content;
  }
}

type Later = Readonly<{ path: string; read: () => FileContent | Promise<FileContent> }>;

async function inTurn(contents: readonly Later[]): Promise<readonly FileChange[]> {
  const files: FileChange[] = [];
  for (const { path, read } of contents) files.push({ path, content: await read() });
  return files;
}

function manifestContent(text: string): FileContent {
  if (looksLikeTemplate(text)) return unreadable('Template', 'a template, and no manifest');
  try {
    return { kind: 'objects', objects: parseManifests(text, LIMITS) };
  } catch (error) {
    if (error instanceof ManifestUnreadable) return unreadable('BrokenFile', error.message);
    throw error;
  }
}

function unreadable(reason: Extract<FileContent, { kind: 'unreadable' }>['reason'], message: string): FileContent {
  return { kind: 'unreadable', reason, message };
}
