import type { Log } from '#libs/program';

export type AgentLog = Pick<Log, 'info' | 'warn' | 'error' | 'debug'>;
