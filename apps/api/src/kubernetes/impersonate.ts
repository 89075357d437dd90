import type { IncomingHttpHeaders } from 'node:http';
import type { Actor } from '#libs/event-store';
import { badRequest, forbidden } from '#libs/kubernetes-api';
import { requireAdmin } from '../access/require-admin.js';
import type { Callers } from '../access/callers.js';

const LONGEST = 1024;
const MOST_GROUPS = 100;

/**
 * Whom a request acts as (`kubectl --as`, `--as-group`): the one named, with who asked for it kept; the one who asks when
 * nobody is named. For admins of everything.
 * @throws RequestRefused
 */
export async function impersonate(actor: Actor, headers: IncomingHttpHeaders, callers: Callers): Promise<Actor> {
  const subject = oneOf(headers['impersonate-user']);
  const groups = listOf(headers['impersonate-group']);
  const extra = Object.keys(headers).filter((name) => name.startsWith('impersonate-extra-'));
  if (subject === undefined) {
    if (groups.length + extra.length > 0)
      throw badRequest('requested impersonating groups or extra without impersonating a user: add Impersonate-User');
    return actor;
  }
  if (subject.length > LONGEST || groups.length > MOST_GROUPS || groups.some((group) => group.length > LONGEST))
    throw badRequest(`at most ${MOST_GROUPS} groups can be impersonated, names of at most ${LONGEST} characters`);
  await refuseOthers(actor, subject, callers);
  return { subject, groups: groups.length > 0 ? groups : ['system:authenticated'], impersonator: actor.subject };
}

async function refuseOthers(actor: Actor, subject: string, callers: Callers): Promise<void> {
  const { access } = await callers.callerOf(actor);
  try {
    requireAdmin(access);
  } catch {
    throw forbidden(
      { group: '', resource: 'users' },
      subject,
      `User ${JSON.stringify(actor.subject)} cannot impersonate resource "users" in API group "" at the cluster scope`,
    );
  }
}

function oneOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && header !== '' ? header : undefined;
}

// Node joins headers of the same name by commas; a group's name has none.
function listOf(header: string | string[] | undefined): readonly string[] {
  const all = Array.isArray(header) ? header : (header ?? '').split(',');
  return all.map((group) => group.trim()).filter((group) => group !== '');
}
