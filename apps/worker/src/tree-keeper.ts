import type { Kept, Signer } from '#libs/postgres';

export type TreeKeeperPorts = Readonly<{
  keep: (signer: Signer | undefined) => Promise<Kept>;
  /** The key as its file has it now; undefined for a worker that has none. */
  readKey: () => Promise<Signer | undefined>;
  log: Readonly<Record<'warn' | 'debug', (fields: object, message: string) => void>>;
}>;

/** Keeps the log's tree, and signs heads of it where there is a key. */
export class TreeKeeper {
  private key: Signer | undefined;
  private warned = '';

  constructor(private readonly ports: TreeKeeperPorts) {}

  readonly round = async (): Promise<void> => {
    this.key ??= await this.ports.readKey();
    let kept = await this.ports.keep(this.key);
    while (kept.kind === 'growing') kept = await this.ports.keep(this.key);
    if (kept.kind === 'signed') this.ports.log.debug({ size: kept.size }, 'signed a tree head');
    if (kept.kind === 'other key') this.readAnew(kept.fingerprint);
  };

  // The key may have been rotated: the next round takes what the file has then.
  private readAnew(fingerprint: string): void {
    this.key = undefined;
    if (this.warned === fingerprint) return;
    this.warned = fingerprint;
    this.ports.log.warn({ fingerprint }, "no tree head is signed: the log's newest key is not the one in the key file");
  }
}
