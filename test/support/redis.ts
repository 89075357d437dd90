import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.js';

export type TestRedis = Readonly<{
  url: string;
  /** Forgets everything. */
  flush: () => Promise<void>;
  stop: () => Promise<void>;
}>;

/** A Redis of its own, in memory, from the redis-server found on PATH. */
export async function startTestRedis(): Promise<TestRedis> {
  const port = await freePort();
  const server = spawn('redis-server', [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
  ]);
  const missing = once(server, 'error').then(() => {
    throw new Error('redis-server is not on PATH: install it (apt-get install redis-server) to run the Redis specs');
  });
  await Promise.race([missing, ready(server.stdout)]);
  return {
    url: `redis://127.0.0.1:${port}`,
    flush: () => say(port, 'FLUSHALL'),
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}

async function say(port: number, command: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${command}\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  if (answer.toString() !== '+OK\r\n') throw new Error(`redis answered ${answer.toString()}`);
}

async function ready(output: NodeJS.ReadableStream): Promise<void> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: output })) {
    lines.push(line);
    if (line.includes('Ready to accept connections')) {
      output.resume();
      return;
    }
  }
  throw new Error(`redis-server ended:\n${lines.slice(-10).join('\n')}`);
}
