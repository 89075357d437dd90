import { request } from 'node:http';
import { json } from 'node:stream/consumers';

/** What a server answers to a body that is only announced: one that must be refused before it is read is never sent. */
export async function announceBody(
  url: string,
  token: string,
  bytes: number,
): Promise<Readonly<{ status: number; body: unknown }>> {
  const headers = {
    'content-type': 'application/json',
    'content-length': bytes,
    authorization: `Bearer ${token}`,
  };
  return await new Promise((resolve, reject) => {
    const asking = request(url, { method: 'POST', headers }, (answer) => {
      json(answer)
        .then((body) => resolve({ status: answer.statusCode ?? 0, body }))
        .catch(reject)
        .finally(() => asking.destroy());
    });
    asking.on('error', reject);
    asking.flushHeaders();
  });
}
