import WebSocket from 'ws';
import { once } from 'node:events';

/** With this in its environment, a program lets its heap be looked at. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

/** Bytes of the heap that are still used after everything else was collected. */
export async function usedHeap({ output }: Readonly<{ output: string }>): Promise<number> {
  const url = /Debugger listening on (ws:\S+)/.exec(output)?.[1];
  if (url === undefined) throw new Error('the program was not started with INSPECTED');
  const inspector = new WebSocket(url);
  await once(inspector, 'open');
  const ask = async (id: number, method: string): Promise<Readonly<{ usedSize?: number }>> => {
    inspector.send(JSON.stringify({ id, method }));
    for (;;) {
      const [message] = (await once(inspector, 'message')) as [Buffer];
      const answer = JSON.parse(message.toString()) as { id?: number; result?: { usedSize?: number } };
      if (answer.id === id) return answer.result ?? {};
    }
  };
  try {
    await ask(1, 'HeapProfiler.collectGarbage');
    return (await ask(2, 'Runtime.getHeapUsage')).usedSize ?? NaN;
  } finally {
    inspector.close();
  }
}
