import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { StreamOut } from '../answer.js';
import { sendStream } from './send-stream.js';

let server: Server;
let closing: AbortController;
let run: (out: StreamOut) => Promise<void>;
let sent: Promise<void>;
let faults: unknown[];

beforeEach(async () => {
  faults = [];
  closing = new AbortController();
  server = createServer((_request, raw) => {
    sent = sendStream(
      { raw, headers: { 'audit-id': 'one' } },
      { contentType: 'application/json', run: (out) => run(out) },
      { closing: closing.signal, report: (error) => faults.push(error), stallMilliseconds: 50 },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.close();
  await once(server, 'close');
  expect(faults).toEqual([]);
});

async function asked(): Promise<IncomingMessage> {
  const request = get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response;
}

function endOf({ ended }: StreamOut): Promise<unknown> {
  return ended.aborted ? Promise.resolve() : once(ended, 'abort');
}

describe('a stream', () => {
  it('is written until it ends, after its headers', async () => {
    run = async ({ write }) => {
      await write('one\n');
      await write('two\n');
    };
    const response = await asked();
    expect(response.headers).toMatchObject({ 'audit-id': 'one', 'content-type': 'application/json' });
    expect(await text(response)).toBe('one\ntwo\n');
    await sent;
  });

  it('has headers before it has anything to say, and ends whole when the server closes', async () => {
    run = async (out) => {
      await endOf(out);
      await out.write('bye\n');
    };
    const response = await asked();
    closing.abort();
    expect(await text(response)).toBe('bye\n');
    await sent;
  });

  it('ends when its client has gone', async () => {
    run = async (out) => {
      await endOf(out);
    };
    const response = await asked();
    response.destroy();
    await sent;
  });

  it('is cut off when its client takes nothing, however much waits for it', async () => {
    let written = 0;
    run = async ({ write, ended }) => {
      while (!ended.aborted) {
        await write('x'.repeat(1 << 20));
        written += 1;
      }
    };
    const response = await asked();
    response.pause();
    await sent;
    expect(written).toBeLessThan(100);
    response.destroy();
  });

  it('is cut off when its client does not take the last of it', async () => {
    run = async ({ write }) => {
      void write('x'.repeat(64 << 20)).catch(() => undefined);
    };
    const response = await asked();
    response.pause();
    await sent;
    response.destroy();
  });

  it('breaks off when it fails, and the fault is told', async () => {
    run = () => Promise.reject(new Error('broken'));
    const response = await asked();
    await expect(text(response)).rejects.toThrow();
    await sent;
    expect(faults.splice(0)).toEqual([new Error('broken')]);
  });
});
