import { ACCEPTED } from './accepted.js';
import type { Allowance } from './allowance.js';
import { CLIENT_WORDS } from './client-words.js';
import { RACES } from './races.js';

/** All differences that are allowed: whatever else differs is a fault. docs/kubernetes-api.md lists the same. */
export const ALLOWANCES: readonly Allowance[] = [...CLIENT_WORDS, ...ACCEPTED, ...RACES];
