import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Where a way to Postgres breaks. */
export type Break =
  /** The request never arrives. */
  | 'before'
  /** The request is carried out and the answer is lost. */
  | 'after';

/** A way to Postgres that can be cut at a word: the first request that holds it. */
export class BreakingProxy {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private next: Readonly<{ word: string; where: Break; broken: () => void }> | undefined;
  private closedForAll = false;

  private constructor(private readonly target: URL) {
    this.server = createServer((client) => this.carry(client));
  }

  static async open(url: string): Promise<BreakingProxy> {
    const proxy = new BreakingProxy(new URL(url));
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    proxy.server.unref(); // a spec that failed before it closed it ends all the same
    return proxy;
  }

  get url(): string {
    const url = new URL(this.target);
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  /** Resolves when it has happened. */
  breakOnce(where: Break, word: string): Promise<void> {
    return new Promise((broken) => {
      this.next = { word, where, broken };
    });
  }

  /** From now on nobody gets through, those connected neither. */
  refuse(): void {
    this.closedForAll = true;
    for (const socket of this.sockets) socket.destroy();
  }

  admit(): void {
    this.closedForAll = false;
  }

  async close(): Promise<void> {
    this.refuse();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private carry(client: Socket): void {
    const server = connect(Number(this.target.port), this.target.hostname);
    const cut = () => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.on('error', cut);
      socket.on('close', () => {
        this.sockets.delete(socket);
        cut();
      });
    }
    if (this.closedForAll) {
      cut();
      return;
    }
    let isDeaf = false;
    client.on('data', (data) => {
      const breaking = this.next;
      if (breaking === undefined || !data.includes(breaking.word)) {
        server.write(data);
        return;
      }
      this.next = undefined;
      if (breaking.where === 'before') {
        cut();
        breaking.broken();
        return;
      }
      isDeaf = true;
      server.write(data);
      server.on('data', (answer) => {
        if (!answer.includes('COMMIT')) return;
        cut();
        breaking.broken();
      });
    });
    server.on('data', (data) => {
      if (!isDeaf) client.write(data);
    });
  }
}
