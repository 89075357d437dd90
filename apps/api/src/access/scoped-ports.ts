import { type Access, inScope, scopeOf } from '#libs/access';
import type { ApiPorts } from '../ports.js';
import { Guard } from './guard.js';
import { scopedReads } from './scoped-reads.js';
import { scopedStore } from './scoped-store.js';
import { scopedSecrets } from './secrets.js';
import type { StreamPlaces } from './stream-places.js';

/**
 * The world as somebody may see and change it: every door gives its requests these ports and no others, so that no query
 * and no command has to think of it. Whoever may do everything has the world itself.
 */
export function scopedPorts(ports: ApiPorts, access: Access, places: StreamPlaces): ApiPorts {
  const [readable, writable] = [scopeOf(access, 'read'), scopeOf(access, 'write')];
  if (readable === 'all' && writable === 'all') return ports; // who may write may see secrets
  const read = new Guard(readable, places);
  const write = new Guard(writable, places);
  return {
    ...ports,
    mayWrite: (place) => inScope(writable, place),
    reads: readable === 'all' ? ports.reads : scopedReads(ports.reads, read),
    secrets: scopedSecrets(scopeOf(access, 'readSecrets'), { places, mask: ports.secretMask }),
    store: scopedStore(ports.store, { read, write }),
  };
}
