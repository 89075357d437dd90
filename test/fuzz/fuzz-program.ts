import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Program } from '../support/program.js';
import { fuzzRequests, type FuzzRequest } from './fuzz-request.js';
import { INSPECTED, usedHeap } from './heap.js';
import { judgeAnswer } from './judge-answer.js';
import { residentMegabytes } from '../support/resident.js';
import { openTarget, sendRequest, type Target } from './send-request.js';

export type FuzzResult = Readonly<{
  sent: number;
  /** How many answers had which status. */
  statuses: Readonly<Record<string, number>>;
  /** What was wrong, and with which request; at most ten. */
  faults: readonly Readonly<{ fault: string; request: FuzzRequest }>[];
  /** After a third of the requests, when all is warm, after two, and after all. */
  memory: readonly Memory[];
}>;

/** MB that are used after everything else was collected, and that the process holds. */
type Memory = Readonly<{ heap: number; resident: number }>;

/** Sends that many requests at a Rollbook of its own, eight at once, and judges every answer. */
export async function fuzzProgram(count: number, seed: number): Promise<FuzzResult> {
  const program = await Program.start({ env: INSPECTED });
  try {
    const target = await targetOf(program);
    const requests = fuzzRequests(count, seed);
    const statuses: Record<string, number> = {};
    const faults: { fault: string; request: FuzzRequest }[] = [];
    const sendAll = async (rest: IterableIterator<FuzzRequest>): Promise<void> => {
      for (const request of rest) {
        const { status, fault } = await attempt(target, request);
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (fault !== undefined && faults.length < 10) faults.push({ fault, request });
      }
    };
    const memory: Memory[] = [];
    for (const part of thirdsOf(requests)) {
      const rest = part.values();
      await Promise.all(Array.from({ length: 8 }, () => sendAll(rest)));
      memory.push({ heap: (await usedHeap(program)) / 2 ** 20, resident: await residentMegabytes(program.pid) });
    }
    return { sent: requests.length, statuses, faults, memory };
  } finally {
    await program.discard();
  }
}

function thirdsOf(requests: readonly FuzzRequest[]): readonly (readonly FuzzRequest[])[] {
  const third = Math.ceil(requests.length / 3);
  return [0, 1, 2].map((number) => requests.slice(number * third, (number + 1) * third));
}

async function attempt(
  target: Target,
  request: FuzzRequest,
): Promise<Readonly<{ status: string; fault?: string | undefined }>> {
  try {
    const answer = await sendRequest(target, request);
    return { status: String(answer.status), fault: judgeAnswer(request, answer) };
  } catch (error) {
    return { status: 'none', fault: String(error) };
  }
}

async function targetOf({ dataFolder }: Program): Promise<Target> {
  const kubeconfig = parse(await readFile(join(dataFolder, 'kubeconfig'), 'utf8')) as {
    clusters: readonly { cluster: { server: string; 'certificate-authority-data': string } }[];
    users: readonly { user: { token: string } }[];
  };
  const { server, 'certificate-authority-data': ca } = kubeconfig.clusters[0]!.cluster;
  return openTarget(server, Buffer.from(ca, 'base64').toString(), kubeconfig.users[0]!.user.token);
}
