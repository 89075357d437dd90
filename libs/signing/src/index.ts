export { makeSigningKey, parseSigningKey, type SigningKey, verifySignature } from './ed25519.js';
export {
  createSigningKey,
  ensureSigningKey,
  nextKeyFile,
  promoteNextKey,
  readSigningKey,
  SigningKeyExists,
  SigningKeyUnreadable,
} from './key-file.js';
