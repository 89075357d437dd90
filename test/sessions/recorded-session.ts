import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A whole kubectl session with a real cluster: what was typed, when, what was said, and every request. */
export type RecordedSession = Readonly<{
  session: string;
  namespace: string;
  /** The kubectl it was recorded with, such as `v1.32.4`. */
  kubectl: string;
  kubelet: Readonly<{ podReadySeconds: number; podTerminationSeconds: number }>;
  /** Content by path, laid out where kubectl runs. */
  files: Readonly<Record<string, string>>;
  steps: readonly RecordedStep[];
}>;

export type RecordedStep = RecordedCommand &
  Readonly<{
    /** Since the session began; it never begins before. */
    atSeconds: number;
    /** Other commands typed while this one ran. */
    during?: readonly (RecordedCommand & Readonly<{ afterSeconds: number }>)[];
    requests: readonly RecordedRequest[];
  }>;

export type RecordedCommand = Outcome &
  Readonly<{
    args: readonly string[];
    stdin?: string;
    env?: Readonly<Record<string, string>>;
    /** A command that does not end by itself was ended then; its exit code is told as 1. */
    killedAfterSeconds?: number;
  }>;

export type RecordedRequest = Readonly<{
  method: string;
  url: string;
  accept: string;
  contentType?: string;
  requestBody: string | Readonly<{ protobufBase64: string }>;
  status: number;
  responseType?: string;
  responseBody: string;
  warning?: string;
}>;

/** What a command line left behind. */
export type Outcome = Readonly<{ stdout: string; stderr: string; exitCode: number }>;

const RECORDED = 'test/conformance/kubectl';

/** The recordings of these files, of all in the repository when none is named. */
export function readSessions(files: readonly string[] = []): readonly RecordedSession[] {
  const named = files.length > 0 ? files : readdirSync(RECORDED).map((file) => join(RECORDED, file));
  return named
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as RecordedSession);
}
