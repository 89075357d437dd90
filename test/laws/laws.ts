import { BOUNDS } from './bounds.js';
import { ENDINGS } from './endings.js';
import { HASHES } from './hashes.js';
import type { Law } from './law.js';
import { SAMENESS } from './sameness.js';
import { UNDO } from './undo.js';

/** What is true of the model, whatever happens. */
export const LAWS: readonly Law[] = [...BOUNDS, ...ENDINGS, ...SAMENESS, ...UNDO, ...HASHES];
