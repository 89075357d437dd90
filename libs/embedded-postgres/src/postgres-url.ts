import { ROLE } from './cluster.js';

/** An address for a Unix socket: the host before the path is a stand-in that `host` replaces. */
export function postgresUrl(password: string, socketFolder: string): string {
  return `postgresql://${ROLE}:${password}@localhost/${ROLE}?host=${encodeURIComponent(socketFolder)}`;
}
