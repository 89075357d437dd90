/** Keys that sign, for the specs of libraries that are handed them. */
export { makeSigningKey, verifySignature } from '#libs/signing';
