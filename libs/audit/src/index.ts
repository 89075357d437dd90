export { type AuditIndex, AuditIndexer, type IndexBatch, type IndexedChange } from './audit-indexer.js';
export { type ImagePattern, readImagePattern } from './image-pattern.js';
export { type ChangeQuestion, type TermGroup, termsAsked } from './terms-asked.js';
export { stored, term, WORD } from './terms.js';
export { wordsAsked } from './words.js';
