import { randomBytes } from 'node:crypto';
import type { Sealing } from '#libs/event-store';
import { open, seal } from '#libs/sealing';

/** Sealing as the Postgres store does it, for a log in memory. */
export const SEALING: Sealing = {
  newKey: () => randomBytes(32),
  seal: (key, purpose, text) => seal(key, purpose, text).toString('base64'),
  open: (key, purpose, sealed) => open(key, purpose, Buffer.from(sealed, 'base64')),
};
