import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sighting, UndoOrder, UndoReport, WatchBatch } from '#libs/sighting';

/** What a Rollbook answers to agents, and keeps what they tell. */
export class FakeIngest {
  readonly batches: WatchBatch[] = [];
  readonly reports: UndoReport[] = [];
  /** The bearer token of the newest batch. */
  token = '';
  /** Batches are answered with this status. */
  status = 200;
  /** Given to whoever asks for undos. */
  undo: UndoOrder | undefined;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<FakeIngest> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const ingest = new FakeIngest(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => void ingest.answer(request, response));
    return ingest;
  }

  get sightings(): readonly Sighting[] {
    return this.batches.flatMap(({ sightings }) => sightings);
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    const answer = await this.answerOf(request, body);
    response.writeHead(answer === undefined ? this.status : 200).end(JSON.stringify(answer ?? {}));
  }

  private async answerOf({ url, headers }: IncomingMessage, body: unknown): Promise<object | undefined> {
    switch (String(url).replace('/ingest/watch/fake', '')) {
      case '/unknown':
        return { unknown: [] };
      case '/undos':
        return { undos: await this.nextUndo() };
      case '/undos/answer':
        this.reports.push(body as UndoReport);
        this.undo = undefined;
        return {};
      default:
        if (this.status !== 200) return undefined;
        this.token = headers.authorization ?? '';
        this.batches.push(body as WatchBatch);
        return {};
    }
  }

  private async nextUndo(): Promise<readonly UndoOrder[]> {
    while (this.undo === undefined && this.server.listening) await sleep(50);
    return this.undo === undefined ? [] : [this.undo];
  }
}
