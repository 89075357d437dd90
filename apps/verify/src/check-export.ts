import { createHash } from 'node:crypto';
import { type CheckedEvent, checkEvent } from './check-event.js';
import { CannotVerify, Fault } from './fault.js';
import { GrowingTree } from './growing-tree.js';
import { HeadChain, type SignedHead } from './head-chain.js';
import { KeptHead } from './kept-head.js';
import { KeyChain } from './key-chain.js';
import { KnownTexts } from './known-texts.js';
import { type HeaderLine, type Line, readLine } from './read-line.js';
import { checkSigner, type Trust } from './trust.js';

/** What was found to be whole. */
export type Report = Readonly<{
  header: HeaderLine;
  events: number;
  heads: number;
  newest: SignedHead;
  /** By person, how many of the events tell nothing of who they were. */
  closed: ReadonlyMap<number, number>;
}>;

const FORMAT = 1;

/** Checks an export line by line, holding no more of it than hashes; stops at the first fault. */
export class ExportCheck {
  private readonly digest = createHash('sha256');
  private lines = 0;
  private statements: StatementCheck | undefined;

  constructor(private readonly trust: Trust) {}

  /** A line without its newline. @throws Fault, CannotVerify */
  take(bytes: Buffer): void {
    this.lines++;
    const line = readLine(bytes);
    if (this.statements === undefined) this.statements = this.begin(line);
    else this.statements.take(line, { number: this.lines, digest: () => this.digest.digest('hex') });
    if (line?.kind !== 'end') this.digest.update(bytes).update('\n');
  }

  /** `isCut` where the last line has no newline. @throws Fault, CannotVerify */
  finish(isCut: boolean): Report {
    if (this.statements === undefined) throw new CannotVerify('the file does not begin as an export of Rollbook does');
    return this.statements.finish(isCut);
  }

  private begin(line: Line | undefined): StatementCheck {
    if (line?.kind !== 'header') throw new CannotVerify('the file does not begin as an export of Rollbook does');
    if (line.format === FORMAT) return new StatementCheck(line, this.trust);
    throw new CannotVerify(`the export has format ${line.format}, and this program knows format ${FORMAT}`);
  }
}

type Place = Readonly<{ number: number; digest: () => string }>;

/** All that follows the header. */
class StatementCheck {
  private readonly tree = new GrowingTree();
  private readonly known = new KnownTexts();
  private readonly closed = new Map<number, number>();
  private readonly keys: KeyChain;
  private readonly heads: HeadChain;
  private readonly kept: KeptHead;
  private events = 0;
  private ended = false;

  constructor(
    private readonly header: HeaderLine,
    private readonly trust: Trust,
  ) {
    this.keys = new KeyChain(header.origin);
    this.heads = new HeadChain(this.keys);
    this.kept = new KeptHead(trust.head);
    this.kept.begin(header);
  }

  take(line: Line | undefined, place: Place): void {
    if (line === undefined || line.kind === 'header' || this.ended) {
      throw this.fault(`line ${place.number} is not a line of an export: it was altered, or does not belong here`);
    }
    const position = this.tree.size + 1;
    switch (line.kind) {
      case 'event':
        this.takeEvent(checkEvent(line, position, this.known));
        return;
      case 'template':
        this.known.template(line.text);
        return;
      case 'actor':
        this.known.actor(line.text, line.open, position);
        return;
      case 'provenance':
        this.known.provenance(line.text, line.open, position);
        return;
      case 'key':
        this.keys.add(line, this.tree.size);
        return;
      case 'skipped':
        this.skip(line);
        return;
      case 'head':
        this.heads.take(line.note, this.tree);
        return;
      case 'end':
        this.end(line, place.digest());
    }
  }

  finish(isCut: boolean): Report {
    const { header, events, closed } = this;
    const { newest, count: heads } = this.heads;
    if (isCut || !this.ended || newest === undefined)
      throw this.fault(`the file was cut off after event ${this.tree.size}`);
    if (this.trust.key !== undefined) {
      checkSigner(this.trust.key, this.keys.keys, { signer: newest.signer, size: newest.head.size });
    }
    return { header, events, heads, newest, closed };
  }

  private takeEvent({ hash, closed }: CheckedEvent): void {
    if (this.tree.size >= this.header.to)
      throw this.fault(`event ${this.tree.size + 1} is more than the export says it has`);
    this.tree.addLeaf(hash);
    this.events++;
    for (const person of closed) this.closed.set(person, (this.closed.get(person) ?? 0) + 1);
    this.kept.compare(this.tree);
  }

  // Only before the first event and after the last.
  private skip({ first, last, hashes }: Extract<Line, { kind: 'skipped' }>): void {
    const isOutside = last < this.header.from || first > this.header.to;
    if (first !== this.tree.size + 1 || !isOutside) throw this.fault(`event ${this.tree.size + 1} is missing`);
    if (!this.tree.addSubtrees(last - first + 1, hashes)) {
      throw this.fault(`the hashes of events ${first} to ${last} are not as many as they should be`);
    }
    this.kept.compare(this.tree);
  }

  private end({ events, sha256 }: Extract<Line, { kind: 'end' }>, digest: string): void {
    const { size } = this.tree;
    const { to } = this.header;
    if (events !== size || size < to) {
      throw this.fault(`the log was cut off after event ${size}: the export says it has ${Math.max(events, to)}`);
    }
    if (this.heads.newest?.head.size !== size)
      throw this.fault(`the newest head was taken out: none is over event ${size}`);
    if (digest !== sha256) {
      throw this.fault(
        'every event and head is whole, and what stands beside them was altered: the file is not the one that was written',
      );
    }
    this.kept.end(size, to);
    this.ended = true;
  }

  private fault(message: string): Fault {
    return new Fault(this.tree.size + 1, message);
  }
}
