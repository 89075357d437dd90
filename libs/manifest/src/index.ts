export { formatYaml } from './format-yaml.js';
export {
  MANIFEST_LIMITS,
  type ManifestLimits,
  MOST_DEPTH,
  MOST_DOCUMENTS,
  MOST_TEXT_BYTES,
  MOST_VALUES,
} from './limits.js';
export { ManifestUnreadable, type UnreadableReason } from './manifest-unreadable.js';
export { parseManifests } from './parse-manifests.js';
