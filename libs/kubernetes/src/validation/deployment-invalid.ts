import type { Causes } from './cause.js';

/** A Deployment the API server would not store (422 Invalid), in its own words. */
export class DeploymentInvalid extends Error {
  readonly code = 'DeploymentInvalid';
  constructor(
    /** `metadata.name`, as far as it is known. */
    readonly deployment: string,
    readonly causes: Causes,
  ) {
    super(`Deployment.apps ${JSON.stringify(deployment)} is invalid: ${aggregated(causes)}`);
  }
}

// One cause stands alone, several in brackets; what is said twice is told once.
function aggregated(causes: Causes): string {
  const told = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))];
  return told.length === 1 ? told.join('') : `[${told.join(', ')}]`;
}
