import { resourceOf } from '#libs/history';
import type { StatusDetails } from '#libs/kubernetes-api';
import type { Refusal } from '../refusal.js';

/** What a refusal was about, where a Status tells it. */
export function refusalDetails(error: Refusal): StatusDetails | undefined {
  const details: ((error: never) => StatusDetails) | undefined = DETAILS[error.code];
  return details?.(error as never);
}

const DETAILS: { readonly [Code in Refusal['code']]?: (error: Extract<Refusal, { code: Code }>) => StatusDetails } = {
  FieldManagerConflict: ({ causes }) => ({ causes }),
  DeploymentExists: ({ deployment: name }) => ({ name, group: 'apps', kind: 'deployments' }),
  DeploymentNotFound: ({ deployment: name }) => ({ name, group: 'apps', kind: 'deployments' }),
  DeploymentInvalid: ({ deployment, causes }) => ({ ...named(deployment), group: 'apps', kind: 'Deployment', causes }),
  ObjectExists: ({ object: name, kind }) => ({ name, kind: resourceOf(kind) }),
  ObjectNotFound: ({ object: name, kind }) => ({ name, kind: resourceOf(kind) }),
  TooManyRequests: ({ retryAfterSeconds }) => ({ retryAfterSeconds }),
  ObjectInvalid: ({ object, kind, causes }) => ({ ...named(object), kind, causes }),
};

function named(name: string): Readonly<{ name?: string }> {
  return name === '' ? {} : { name };
}
