/** What somebody is bound to in some namespaces. */
export const ROLES = ['viewer', 'deployer', 'auditor', 'ingester', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/**
 * What somebody may do:
 * - `read`: see Deployments and their history;
 * - `readSecrets`: see values of the environment that look secret;
 * - `write`: record changes;
 * - `readAttempts`: see what was refused, and to whom;
 * - `prove`: see the log's tree, which tells how many events there are in all namespaces together;
 * - `ingest`: tell what happened in a whole cluster (its audit webhook, its agent);
 * - `administer`: tokens, bindings, settings, and acting as another.
 */
export type Operation = 'read' | 'readSecrets' | 'write' | 'readAttempts' | 'prove' | 'ingest' | 'administer';

const OPERATIONS: Readonly<Record<Role, readonly Operation[]>> = {
  viewer: ['read'],
  deployer: ['read', 'readSecrets', 'write'],
  auditor: ['read', 'readAttempts', 'prove'],
  ingester: ['ingest'],
  admin: ['read', 'readSecrets', 'write', 'readAttempts', 'prove', 'ingest', 'administer'],
};

export function allows(role: Role, operation: Operation): boolean {
  return OPERATIONS[role].includes(operation);
}

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
