import { readdirSync, readFileSync } from 'node:fs';
import type { JsonObject } from '#libs/kubernetes';

const SESSIONS = 'test/conformance/kubectl';

/** One request of a recorded kubectl session, with what the real API server answered. */
export type RecordedRequest = Readonly<{
  method: string;
  url: string;
  contentType: string | null;
  requestBody: unknown;
  status: number;
  responseBody: unknown;
}>;

type Session = Readonly<{
  kubectl: string;
  steps: readonly Readonly<{ args: readonly string[]; requests?: readonly RecordedRequest[] }>[];
}>;

export const RECORDED_SESSIONS: readonly string[] = readdirSync(SESSIONS);

/** All requests of a session, in order. */
export function requestsOf(file: string): readonly RecordedRequest[] {
  return sessionOf(file).steps.flatMap(({ requests = [] }) => requests);
}

/** The manager of what a request writes: as it says itself, else by the name of the program, which 1.27 called kubectl.1.27. */
export function managerOf(file: string, url: string): string {
  const { kubectl } = sessionOf(file);
  return queryOf(url).get('fieldManager') ?? (kubectl.startsWith('v1.27') ? 'kubectl.1.27' : 'kubectl');
}

export function queryOf(url: string): URLSearchParams {
  return new URL(url, 'http://cluster').searchParams;
}

/** The Deployment that a request was answered with; undefined for anything else. */
export function answeredDeployment({ status, responseBody }: RecordedRequest): JsonObject | undefined {
  const isOne = typeof responseBody === 'string' && responseBody.startsWith('{"kind":"Deployment"');
  return isOne && status < 300 ? (JSON.parse(responseBody) as JsonObject) : undefined;
}

const sessions = new Map<string, Session>();

function sessionOf(file: string): Session {
  const known = sessions.get(file) ?? (JSON.parse(readFileSync(`${SESSIONS}/${file}`, 'utf8')) as Session);
  sessions.set(file, known);
  return known;
}
