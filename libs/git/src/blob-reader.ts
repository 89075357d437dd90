import { GitFailed } from './errors.js';
import { type GitProcess, startGit } from './git-process.js';
import type { Repository } from './repository.js';

/** A file's content; of one that is too long, only how many bytes it has. */
export type Blob = Readonly<{ bytes: Buffer }> | Readonly<{ tooLong: number }>;

/** Reads files of any commit through one git, which reads ahead while what it read before is worked on. */
export class BlobReader {
  private readonly git: GitProcess;
  private readonly chunks: AsyncIterator<Buffer>;
  private held: Buffer = Buffer.alloc(0);

  constructor(
    { folder }: Repository,
    private readonly mostBytes: number,
  ) {
    this.git = startGit(folder, 'cat-file', ['--batch']);
    this.chunks = this.git.child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** Asks for files: `next` gives them one by one, in this order. Until then git holds them, so many cost no memory. */
  ask(ids: readonly string[]): void {
    if (ids.length > 0) this.git.child.stdin.write(ids.map((id) => `${id}\n`).join(''));
  }

  /**
   * The first file that was asked for and not given yet.
   * @throws GitMissing, GitFailed
   */
  async next(): Promise<Blob> {
    const [id = '', type, size] = (await this.line()).split(' ');
    if (type !== 'blob') throw new GitFailed('cat-file', `the repository lacks the file ${id}`);
    const bytes = Number(size);
    if (bytes > this.mostBytes) {
      await this.skip(bytes + 1);
      return { tooLong: bytes };
    }
    const content = await this.take(bytes + 1); // a line feed ends it
    return { bytes: content.subarray(0, bytes) };
  }

  close(): void {
    this.git.child.kill();
  }

  private async line(): Promise<string> {
    let end = this.held.indexOf('\n');
    while (end < 0) {
      await this.more();
      end = this.held.indexOf('\n');
    }
    return (await this.take(end + 1)).toString('utf8', 0, end);
  }

  private async take(bytes: number): Promise<Buffer> {
    const parts = [this.held];
    let length = this.held.length;
    while (length < bytes) {
      const part = await this.chunk();
      parts.push(part);
      length += part.length;
    }
    const whole = parts.length === 1 ? this.held : Buffer.concat(parts);
    this.held = whole.subarray(bytes);
    return whole.subarray(0, bytes);
  }

  private async skip(bytes: number): Promise<void> {
    let left = bytes - this.held.length;
    while (left > 0) {
      this.held = await this.chunk();
      left -= this.held.length;
    }
    this.held = this.held.subarray(this.held.length + left);
  }

  private async more(): Promise<void> {
    this.held = Buffer.concat([this.held, await this.chunk()]);
  }

  private async chunk(): Promise<Buffer> {
    const next = await this.chunks.next();
    if (next.done !== true) return next.value;
    await this.git.ended;
    throw new GitFailed('cat-file', 'it ended before it answered');
  }
}
