import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { hearOut } from './hear-out.js';

const LIMIT = 1024;

let server: FastifyInstance;

beforeEach(async () => {
  server = fastify({ bodyLimit: LIMIT, forceCloseConnections: true });
  server.addHook('onSend', hearOut);
  server.post('/', () => 'taken');
  await server.listen({ host: '127.0.0.1', port: 0 });
});

afterEach(async () => {
  jest.useRealTimers();
  await server.close();
});

function sending(bytes: number) {
  const { port } = server.server.address() as { port: number };
  const socket = connect(port, '127.0.0.1');
  let said = '';
  socket.on('data', (data: Buffer) => (said += data.toString()));
  socket.on('error', () => undefined);
  socket.write(`POST / HTTP/1.1\r\nhost: here\r\ncontent-type: text/plain\r\ncontent-length: ${bytes}\r\n\r\n`);
  return { socket, said: () => said };
}

describe('a request that is refused before its body has come', () => {
  it('when its client sends on, it is heard out, and asks again on the same connection', async () => {
    const { socket, said } = sending(8 * 1024 * 1024);
    await once(socket, 'data');
    await new Promise((resolve) => socket.write(Buffer.alloc(8 * 1024 * 1024), resolve));
    socket.write('POST / HTTP/1.1\r\nhost: here\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\nhi');
    while (!said().includes('taken')) await once(socket, 'data');

    expect(said()).toMatch(/^HTTP\/1\.1 413 [^]*HTTP\/1\.1 200 OK[^]*taken$/);
    socket.destroy();
  });

  it('when its client sends more than 64 MiB, it is cut off', async () => {
    const { socket, said } = sending(2 ** 40);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const chunk = Buffer.alloc(2 ** 20);
    let sent = 0;
    for (; sent < 200 && !socket.destroyed; sent++) await new Promise((resolve) => socket.write(chunk, resolve));
    await closed;

    expect(said()).toMatch(/^HTTP\/1\.1 413 /);
    expect(sent).toBeGreaterThanOrEqual(64);
    expect(sent).toBeLessThan(200);
  });

  it('when its client sends nothing, it is cut off after 10 seconds', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const { socket } = sending(2 ** 20);
    await once(socket, 'data');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    jest.advanceTimersByTime(9_999);
    expect(socket.destroyed).toBe(false);
    jest.advanceTimersByTime(1);
    await closed;
  });
});
