import { describe, expect, it } from '@jest/globals';
import { type Access, accessOf, type Binding, inScope, may, scopeOf } from './access.js';
import { type Operation, ROLES } from './role.js';

function binding(given: Partial<Binding> = {}): Binding {
  return { role: 'viewer', subjects: [], groups: [], cluster: 'default', namespace: 'shop', ...given };
}

const ANN = { subject: 'ann', groups: ['dev'] };
const SHOP = { cluster: 'default', namespace: 'shop' };

describe('accessOf', () => {
  it.each<[string, Binding, boolean]>([
    ['names the subject', binding({ subjects: ['ann'] }), true],
    ['names another subject', binding({ subjects: ['anna', 'an'] }), false],
    ['names the subject by a pattern', binding({ subjects: ['a*'] }), true],
    ['names a group of it', binding({ groups: ['ops', 'dev'] }), true],
    ['names another group', binding({ groups: ['devs'] }), false],
    ['names a group of the subject as a subject', binding({ subjects: ['dev'] }), false],
    ['names nobody', binding(), false],
  ])('when a binding %s, it grants: %j -> %j', (_, given, granted) => {
    expect(accessOf(ANN, [given]).grants).toHaveLength(granted ? 1 : 0);
  });

  it.each(['rollbook:admins', 'system:masters'])('when somebody is in %s, nothing is closed to them', (group) => {
    const access = accessOf({ subject: 'root', groups: [group] }, []);

    expect(scopeOf(access, 'administer')).toBe('all');
    expect(may(access, 'write', { cluster: 'any', namespace: 'any' })).toBe(true);
  });
});

describe('may', () => {
  const rows: Readonly<Record<Operation, readonly string[]>> = {
    read: ['viewer', 'deployer', 'auditor', 'admin'],
    readSecrets: ['deployer', 'admin'],
    write: ['deployer', 'admin'],
    readAttempts: ['auditor', 'admin'],
    ingest: ['ingester', 'admin'],
    prove: ['auditor', 'admin'],
    administer: ['admin'],
  };
  it.each(Object.entries(rows))('when it is to %s, the roles that may are %j', (operation, roles) => {
    const allowed = ROLES.filter((role) =>
      may(accessOf(ANN, [binding({ role, subjects: ['ann'] })]), operation as Operation, SHOP),
    );
    expect(allowed).toEqual(roles);
  });

  it.each([
    ['default', 'shop', true],
    ['default', 'shop-2', false],
    ['default', 'Shop', false],
    ['other', 'shop', false],
  ])('when the place is %s/%s and the binding default/shop, it is %j', (cluster, namespace, allowed) => {
    expect(may(reader('default', 'shop'), 'read', { cluster, namespace })).toBe(allowed);
  });

  it.each([
    ['*/team-a-*', 'eu/team-a-web', true],
    ['*/team-a-*', 'eu/team-ab', false],
    ['eu-*/*', 'eu-1/x', true],
    ['eu-*/*', 'us-1/x', false],
    ['*/*-prod', 'eu/shop-prod', true],
    ['*/a*b*c', 'eu/axxbxxc', true],
    ['*/a*b*c', 'eu/acb', false],
    ['*/aba*aba', 'eu/aba', false],
  ])('when the binding is %s and the place %s, it is %j', (pattern, place, allowed) => {
    const [cluster, namespace] = halves(place);
    expect(may(reader(...halves(pattern)), 'read', { cluster, namespace })).toBe(allowed);
  });
});

describe('scopeOf', () => {
  it('when nothing is bound, it is nowhere; one binding to all is everywhere', () => {
    expect(scopeOf(accessOf(ANN, []), 'read')).toEqual([]);
    expect(inScope([], SHOP)).toBe(false);
    expect(scopeOf(reader('*', '*'), 'read')).toBe('all');
    expect(inScope('all', SHOP)).toBe(true);
  });

  it('when roles differ, it holds only the areas whose role allows it', () => {
    const access = accessOf(ANN, [
      binding({ role: 'viewer', subjects: ['ann'], namespace: 'a' }),
      binding({ role: 'deployer', subjects: ['ann'], namespace: 'b' }),
    ]);

    expect(scopeOf(access, 'write')).toEqual([{ cluster: 'default', namespace: 'b' }]);
    expect(scopeOf(access, 'read')).toHaveLength(2);
  });
});

function reader(cluster: string, namespace: string): Access {
  return accessOf(ANN, [binding({ subjects: ['ann'], cluster, namespace })]);
}

function halves(pair: string): readonly [string, string] {
  const [cluster = '', namespace = ''] = pair.split('/');
  return [cluster, namespace];
}
