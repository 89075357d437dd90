import { createServer } from 'node:net';

/** Somebody else listens there, or nobody may. */
export class PortUnavailable extends Error {
  readonly code = 'PortUnavailable';
  constructor(
    readonly host: string,
    readonly port: number,
    { variable, reason }: Readonly<{ variable: string; reason: string }>,
  ) {
    super(`cannot listen on ${host}:${port}: ${reason}; choose another port with ${variable}`);
  }
}

/**
 * Fails where the listening itself would, but before anything was started. `variable` is what sets the port.
 * @throws PortUnavailable
 */
export async function assertPortFree(host: string, port: number, variable: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(new PortUnavailable(host, port, { variable, reason: reasonOf(error) })),
    );
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE') return 'the port is taken';
  if (error.code === 'EACCES') return 'this user may not (ports below 1024 are for root)';
  return error.message;
}
