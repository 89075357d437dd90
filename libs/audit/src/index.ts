export { type AuditIndex, AuditIndexer, type IndexBatch, type IndexedChange } from './audit-indexer.js';
export { comesLate, type ImageRun, type Images, type ImageStep, runsAltered, type RunsAltered } from './image-runs.js';
export { type ImagePattern, readImagePattern } from './image-pattern.js';
export { type ChangeQuestion, type TermGroup, termsAsked, termsOfPattern } from './terms-asked.js';
export { stored, term, termsOfImage, WORD } from './terms.js';
export { wordsAsked } from './words.js';
