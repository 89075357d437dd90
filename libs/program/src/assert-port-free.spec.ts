import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { assertPortFree } from './assert-port-free.js';

describe('assertPortFree', () => {
  it('when the port is taken, it names port and variable; when it is free again, it is content', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    await expect(assertPortFree('127.0.0.1', port, 'ROLLBOOK_PORT')).rejects.toMatchObject({
      code: 'PortUnavailable',
      message: `cannot listen on 127.0.0.1:${port}: the port is taken; choose another port with ROLLBOOK_PORT`,
    });
    server.close();
    await once(server, 'close');
    await expect(assertPortFree('127.0.0.1', port, 'ROLLBOOK_PORT')).resolves.toBeUndefined();
  });
});
