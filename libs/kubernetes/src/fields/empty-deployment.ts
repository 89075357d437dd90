import type { JsonObject } from '../json.js';

/**
 * A Deployment before anything is written into it, as Go writes it: what is not in it comes with the first write and is
 * owned by who makes it, what is in it is nobody's.
 */
export const EMPTY_DEPLOYMENT: JsonObject = {
  metadata: {},
  spec: { selector: null, strategy: {}, template: { metadata: {}, spec: { containers: null } } },
};
