import { createHash } from 'node:crypto';
import { canonicalJson, leafText, type Sealed } from '#libs/event-store';
import {
  checkpointText,
  CompactTree,
  exportLine,
  fingerprint,
  formatNote,
  keyStatement,
  leafHash,
  type LogKey,
  noteKeyHash,
  originOf,
  toHex,
} from '#libs/proof';
import { disclose, seal } from '#libs/sealing';
import { makeSigningKey, type SigningKey } from '#libs/signing';

export type SampleEvent = Readonly<{ template?: boolean; cause?: string }>;

/** A small log that is written as an export while it grows, for whoever checks one. */
export class SampleExport {
  /** All but header and end. */
  readonly lines: string[] = [];
  readonly origin: string;
  readonly fingerprint: string;
  private readonly tree = new CompactTree(sha256);
  private readonly person = Buffer.alloc(32, 7);
  private readonly actor = sealedText(
    { person: 1, key: this.person, purpose: 'actor' },
    { groups: [], subject: 'alice' },
  );
  private readonly from: Sealed;
  private signer: SigningKey;
  private keys = 0;
  private time = 1_790_000_000_000;

  constructor(key: SigningKey = makeSigningKey()) {
    this.signer = key;
    this.origin = originOf(sha256, key.publicKey);
    this.fingerprint = fingerprint(sha256, key.publicKey);
    this.from = sealedText({ person: 1, key: this.person, purpose: 'provenance' }, { userAgent: 'kubectl' });
    this.addKey(key, key, 0);
    this.lines.push(
      exportLine.template(TEMPLATE),
      exportLine.actor(canonicalJson(this.actor), { subject: this.keyTo(this.actor) }),
      exportLine.provenance(canonicalJson(this.from), this.keyTo(this.from)),
    );
  }

  get size(): number {
    return this.tree.size;
  }

  event({ template = false, cause }: SampleEvent = {}): this {
    const remark =
      cause === undefined ? undefined : sealedText({ person: 1, key: this.person, purpose: 'remark' }, { cause });
    const leaf = leafText({
      position: BigInt(this.size + 1),
      change: BigInt(this.size + 1),
      stream: { cluster: 'default', namespace: 'shop', name: 'web', uid: 'u-1' },
      streamPosition: this.size + 1,
      type: 'DeploymentScaled',
      schemaVersion: 1,
      payload: `{"replicas":${this.size}}`,
      ...(template && { templateHash: toHex(sha256(Buffer.from(TEMPLATE))) }),
      personal: {
        format: 2,
        actor: digestOf(this.actor),
        provenance: digestOf(this.from),
        ...(remark && { remark: remark.sealed }),
      },
      source: 'graphql',
      summary: `replicas: ${this.size} – größer`,
      occurredAt: this.time,
      recordedAt: this.time,
    });
    const hash = leafHash(sha256, Buffer.from(leaf));
    this.tree.append(hash);
    this.lines.push(exportLine.event({ hash: toHex(hash), leaf, ...(remark && { open: this.keyTo(remark) }) }));
    return this;
  }

  head(): this {
    this.lines.push(exportLine.head(this.note()));
    return this;
  }

  /** A head of the log as it is, signed. */
  note(signer: SigningKey = this.signer): string {
    const checkpoint = { origin: this.origin, size: this.size, root: this.tree.root(), time: (this.time += 1000) };
    const text = checkpointText(checkpoint);
    const keyHash = noteKeyHash(sha256, this.origin, signer.publicKey);
    return formatNote({ text, name: this.origin, keyHash, signature: signer.sign(text) });
  }

  rotate(next: SigningKey = makeSigningKey(), by: SigningKey = this.signer): this {
    this.addKey(next, by, this.size);
    this.signer = next;
    return this;
  }

  /** The whole file, its end made for the lines that are given. */
  file(lines: readonly string[] = this.lines, header: Readonly<{ from?: number; to?: number }> = {}): string[] {
    const whole = [
      exportLine.header({
        origin: this.origin,
        from: 1,
        to: this.size,
        exportedAt: 1_790_000_000_000,
        persons: 'open',
        erased: [],
        ...header,
      }),
      ...lines,
    ];
    const digest = createHash('sha256').update(whole.map((line) => `${line}\n`).join(''));
    return [...whole, exportLine.end(header.to ?? this.size, digest.digest('hex'))];
  }

  private addKey({ publicKey }: SigningKey, signer: SigningKey, fromSize: number): void {
    const key: Omit<LogKey, 'signature'> = { number: ++this.keys, publicKey, fromSize };
    this.lines.push(exportLine.key({ ...key, signature: signer.sign(keyStatement(this.origin, key)) }));
  }

  private keyTo({ sealed }: Sealed): string {
    return disclose(this.person, Buffer.from(sealed, 'base64')).toString('base64');
  }
}

const TEMPLATE = '{"spec":{"containers":[{"image":"web:1","name":"web"}]}}';

function sealedText(
  { person, key, purpose }: Readonly<{ person: number; key: Buffer; purpose: string }>,
  text: unknown,
): Sealed {
  return { person, sealed: seal(key, purpose, canonicalJson(text)).toString('base64') };
}

function digestOf(value: Sealed): string {
  return toHex(sha256(Buffer.from(canonicalJson(value))));
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
