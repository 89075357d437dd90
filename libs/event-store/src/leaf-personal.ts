import { LEAF_FORMAT, type LeafPersonal } from './leaf-bytes.js';
import type { SealedPersonal } from './personal.js';

/** What a leaf says of who and why: what is stored once by content stands as a digest, the rest as it is sealed. */
export function leafPersonal(
  { actor, provenance, remark }: SealedPersonal,
  digest: (value: unknown) => string,
): LeafPersonal {
  return {
    format: LEAF_FORMAT,
    actor: digest(actor),
    ...(provenance && { provenance: digest(provenance) }),
    ...(remark && { remark: remark.sealed }),
  };
}
