export { Keyring, MasterKeyMissing, MasterKeyWrong } from './keyring.js';
export { MasterKeyUnreadable, readMasterKey } from './master-key.js';
export { disclose, open, openWith, seal, SealBroken } from './seal.js';
