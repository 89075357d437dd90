import { LRUCache } from 'lru-cache';
import { BlobReader, type PathChange, type Repository } from '#libs/git';
import { MANIFEST_LIMITS, ManifestUnreadable, parseManifests } from '#libs/manifest';
import { type FileChange, type FileContent, looksLikeTemplate } from '#libs/manifest-history';

/** Bytes of a file of manifests, and objects in it. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_OBJECTS = 10_000;
const LIMITS = { ...MANIFEST_LIMITS, textBytes: MOST_BYTES, documents: MOST_OBJECTS, values: 2_000_000 };
/** Bytes of files that are remembered as read: a file that is moved, or restored, is read once. */
const REMEMBERED = 16 * 1024 * 1024;

/** The files of a repository as manifests. */
export class ManifestFiles {
  private readonly blobs: BlobReader;
  private readonly known = new LRUCache<string, FileContent>({ maxSize: REMEMBERED });

  constructor(repository: Repository) {
    this.blobs = new BlobReader(repository, MOST_BYTES);
  }

  /** What changes made of the files. */
  async read(changes: readonly PathChange[]): Promise<readonly FileChange[]> {
    const files: FileChange[] = [];
    for (const change of changes) files.push({ path: change.path, content: await this.content(change) });
    return files;
  }

  close(): void {
    this.blobs.close();
  }

  private async content({ blob: id, isFile }: PathChange): Promise<FileContent> {
    if (id === undefined) return { kind: 'gone' };
    if (!isFile) return unreadable('NotAFile', 'a symbolic link or a submodule');
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const blob = await this.blobs.read(id);
    if ('tooLong' in blob)
      return unreadable('FileTooLong', `${blob.tooLong} bytes, and at most ${MOST_BYTES} are read`);
    const content = manifestContent(blob.bytes.toString());
    this.known.set(id, content, { size: blob.bytes.length + 1 });
    return content;
  }
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
