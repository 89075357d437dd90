import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ALLOWANCES } from './allowances.js';
import type { TypedLine } from './allowance.js';
import { compareOutcome } from './compare-outcome.js';
import { readSessions, type Outcome } from './recorded-session.js';

const line = (typed: string, versions: Partial<TypedLine> = {}): TypedLine => ({
  args: typed.split(' '),
  namespace: 'here',
  recordedBy: 'v1.32.4',
  playedBy: 'v1.32.4',
  pace: 1,
  lateSeconds: 0,
  ...versions,
});
const said = (stdout: string, others: Partial<Outcome> = {}): Outcome => ({
  stdout,
  stderr: '',
  exitCode: 0,
  ...others,
});
const verdict = (typed: TypedLine, recorded: Outcome, played: Outcome): string =>
  compareOutcome(typed, recorded, played).verdict;

describe('compareOutcome', () => {
  it.each(readSessions().map((session) => [session.session, session] as const))(
    'finds %s equal to itself, and each of its lines different when a word is',
    (_, { steps, namespace, kubectl }) => {
      for (const step of steps) {
        const typed = { args: step.args, namespace, recordedBy: kubectl, playedBy: kubectl, pace: 1, lateSeconds: 0 };
        expect(verdict(typed, step, step)).toBe('equal');
        expect(verdict(typed, step, { ...step, stderr: `${step.stderr}error: other` })).toBe('differs');
        expect(verdict(typed, step, { ...step, exitCode: step.exitCode + 1 })).toBe('differs');
      }
    },
  );

  it('when the progress within a phase differs it is a race, and when a phase is missing it is a difference', () => {
    const status = line('rollout status deploy/web');
    const waiting = (what: string): string => `Waiting for deployment "web" rollout to finish: ${what}...\n`;
    const updated = (number: number): string => waiting(`${number} out of 10 new replicas have been updated`);
    const pending = (number: number): string => waiting(`${number} old replicas are pending termination`);
    const done = 'deployment "web" successfully rolled out\n';
    const recorded = said(updated(5) + updated(5) + updated(6) + pending(3) + pending(2) + done);
    expect(verdict(status, recorded, said(updated(5) + pending(3) + done))).toBe('race');
    expect(verdict(status, recorded, said(updated(5) + done))).toBe('differs');
    expect(verdict(status, recorded, said(updated(4) + pending(3) + done))).toBe('differs');
    expect(verdict(status, recorded, said(updated(5) + pending(3)))).toBe('differs');
    expect(verdict(line('get deploy'), recorded, said(updated(5) + pending(3) + done))).toBe('differs');
  });

  it('when a rollout was looked at late its first phase may be further on, or over, and no other', () => {
    const late = line('rollout status deploy/web', { lateSeconds: 0.1 });
    const waiting = (what: string): string => `Waiting for deployment "web" rollout to finish: ${what}...\n`;
    const [one, two] = [1, 2].map((count) => waiting(`${count} out of 3 new replicas have been updated`));
    const pending = waiting('1 old replicas are pending termination');
    const done = 'deployment "web" successfully rolled out\n';
    const recorded = said(`${one}${pending}${done}`);
    expect(verdict(late, recorded, said(`${two}${pending}${done}`))).toBe('race');
    expect(verdict(late, recorded, said(`${pending}${done}`))).toBe('race');
    expect(verdict(late, recorded, said(done))).toBe('differs');
    expect(verdict(late, said(`${two}${pending}${done}`), recorded)).toBe('differs');
    expect(verdict({ ...late, lateSeconds: 0 }, recorded, said(`${pending}${done}`))).toBe('differs');
  });

  it('when a watch shows other states that do not last it is a race, and when one that lasts differs it is a difference', () => {
    const watch = line('get deploy web -w');
    const rows = (...cells: readonly string[]): Outcome =>
      said(['NAME   READY   UP-TO-DATE   AGE', ...cells, ''].join('\n'));
    const recorded = rows(
      'web    3/3   3   10s',
      'web    3/3   1   11s',
      'web    4/3   1   14s',
      'web    4/3   2   14s',
      'web    3/3   3   20s',
    );
    expect(
      verdict(
        watch,
        recorded,
        rows('web    3/3   3   9s', 'web    3/3   1   9s', 'web    4/3   2   12s', 'web    3/3   3   18s'),
      ),
    ).toBe('race');
    expect(
      verdict(
        watch,
        recorded,
        rows('web    3/3   3   9s', 'web    3/3   2   9s', 'web    4/3   2   12s', 'web    3/3   3   18s'),
      ),
    ).toBe('differs');
    expect(verdict(watch, recorded, rows('web    3/3   3   9s', 'web    3/3   1   9s', 'web    4/3   2   12s'))).toBe(
      'differs',
    );
  });

  it('when another pod goes first it is a race, and when one goes through something else it is a difference', () => {
    const watch = line('get pods -w');
    const rows = (...told: readonly (readonly [string, string])[]): Outcome =>
      said(
        ['NAME   STATUS   AGE', ...told.map(([pod, status]) => `web-fc6fc6c7b-${pod}   ${status}   3s`), ''].join('\n'),
      );
    const recorded = rows(['aaaaa', 'Pending'], ['bbbbb', 'Running'], ['aaaaa', 'Running'], ['bbbbb', 'Terminating']);
    expect(
      verdict(
        watch,
        recorded,
        rows(['ccccc', 'Running'], ['ddddd', 'Pending'], ['ccccc', 'Terminating'], ['ddddd', 'Running']),
      ),
    ).toBe('race');
    expect(verdict(watch, recorded, rows(['ccccc', 'Running'], ['ddddd', 'Pending'], ['ddddd', 'Running']))).toBe(
      'differs',
    );
  });

  it('when a ReplicaSet is scaled in other steps it is a race, and when it is scaled to another number it is a difference', () => {
    const scaled = (direction: string, [set, from, to]: readonly [string, number, number]): string =>
      `1s  Normal  ScalingReplicaSet  Deployment/web  Scaled ${direction} replica set ${set} from ${from} to ${to}`;
    const ways =
      (direction: string) =>
      (set: string, ...sizes: readonly number[]) =>
        sizes.slice(1).map((to, at) => scaled(direction, [set, sizes[at] ?? 0, to]));
    const [up, down] = [ways('up'), ways('down')];
    const events = (...lines: readonly string[]): Outcome => said(['LAST SEEN  TYPE', ...lines, ''].join('\n'));
    const typed = line('get events');
    const recorded = events(...up('b', 0, 3, 5), ...down('a', 5, 4, 1, 0));
    expect(verdict(typed, recorded, events(...up('b', 0, 1, 5), ...down('a', 5, 0)))).toBe('race');
    expect(verdict(typed, recorded, events(...up('b', 0, 5), ...down('a', 5, 1)))).toBe('differs');
    expect(verdict(line('get pods'), recorded, events(...up('b', 0, 5), ...down('a', 5, 0)))).toBe('differs');
    const hidden = `1s  Normal  ScalingReplicaSet  Deployment/web  (combined from similar events): Scaled up replica set x from 1 to 2`;
    const combined = events(...up('b', 0, 3), ...down('a', 5, 4), hidden);
    expect(verdict(typed, combined, events(...up('b', 0, 3, 5), ...down('a', 5, 0), ...down('b', 5, 4)))).toBe('race');
    expect(verdict(typed, combined, events(...up('b', 0, 3, 5), ...down('c', 5, 0)))).toBe('differs');
  });

  it('when events of one second stand in another order it is a race, and when one is missing it is a difference', () => {
    const [one, two] = ['3s  Normal  Created  pod/a-fc6fc6c7b-bbbbb', '4s  Normal  Killed  pod/b'];
    const listed = (...lines: readonly string[]): Outcome => said([...lines, ''].join('\n'));
    expect(verdict(line('events'), listed(one, two), listed(two, one))).toBe('race');
    expect(verdict(line('events'), listed(one, two), listed(two, two))).toBe('differs');
    expect(verdict(line('get events'), listed(one, two), listed(two, one))).toBe('differs');
  });

  it('when a kubectl is too old to ask who one is, nothing is compared, and only then', () => {
    const refused = said('', { stderr: 'error: not enabled', exitCode: 1 });
    const typed = (playedBy: string): TypedLine => line('auth whoami', { playedBy });
    expect(verdict(typed('v1.27.16'), said('ATTRIBUTE\n'), refused)).toBe('client');
    expect(verdict(typed('v1.28.15'), said('ATTRIBUTE\n'), refused)).toBe('differs');
  });

  it('compares who one is by name', () => {
    const who = (...facts: readonly string[]): Outcome => said(['ATTRIBUTE  VALUE', ...facts, ''].join('\n'));
    const typed = line('auth whoami');
    expect(verdict(typed, who('Username  a', 'UID  1'), who('Username  a', 'Groups  [b]'))).toBe('accepted');
    expect(verdict(typed, who('Username  a', 'UID  1'), who('Username  b', 'UID  1'))).toBe('differs');
  });

  it.each([
    { older: 'v1.27.16', newer: 'v1.28.15', typed: 'annotate x', without: 'web annotate\n', says: 'web annotated\n' },
    {
      older: 'v1.29.14',
      newer: 'v1.30.13',
      typed: 'rollout history x',
      without: '  Volumes:\t<none>\n',
      says: '  Volumes:\t<none>\n  Node-Selectors:\t<none>\n  Tolerations:\t<none>\n',
    },
    {
      older: 'v1.32.4',
      newer: 'v1.33.1',
      typed: 'rollout history x -o json',
      without: '{\n    "replicas": 0\n}\n',
      says: '{\n    "terminatingReplicas": 0,\n    "replicas": 0\n}\n',
    },
    {
      older: 'v1.33.1',
      newer: 'v1.36.3',
      typed: 'delete x',
      without: 'deployment.apps "web" deleted\n',
      says: 'deployment.apps "web" deleted from here namespace\n',
    },
  ])('when $older does not say what $newer says, it is its words, and only between these two', (words) => {
    const { older, newer, typed, without, says } = words;
    expect(verdict(line(typed, { recordedBy: newer, playedBy: older }), said(says), said(without))).toBe('client');
    expect(verdict(line(typed, { recordedBy: older, playedBy: newer }), said(without), said(says))).toBe('client');
    expect(verdict(line(typed, { recordedBy: newer, playedBy: newer }), said(says), said(without))).toBe('differs');
  });

  it('compares the fields of explain, and not its prose', () => {
    const explained = (prose: string, type: string): Outcome =>
      said(`KIND:  Deployment\n\nDESCRIPTION:\n    ${prose}\nFIELDS:\n  type\t<${type}>\n    ${prose}\n\n`);
    expect(verdict(line('explain x'), explained('Of a kind.', 'string'), explained('<no description>', 'string'))).toBe(
      'accepted',
    );
    expect(verdict(line('explain x'), explained('Of a kind.', 'string'), explained('Of a kind.', 'integer'))).toBe(
      'differs',
    );
  });

  it('compares what is served, and of other namespaces nothing', () => {
    const served = (...names: readonly string[]): Outcome => said(['NAME   KIND', ...names, ''].join('\n'));
    const resources = line('api-resources');
    expect(verdict(resources, served('pods   Pod', 'nodes   Node'), served('pods   Pod'))).toBe('accepted');
    expect(verdict(resources, served('pods   Pod'), served('pods   Cask'))).toBe('differs');
    const all = line('get deploy -A');
    expect(verdict(all, served('here   web', 'there   web'), served('here   web'))).toBe('accepted');
    expect(verdict(all, served('here   web', 'there   web'), served('there   web'))).toBe('differs');
  });

  it('allows nothing that docs/kubernetes-api.md does not list with the same reason', () => {
    const page = readFileSync('docs/kubernetes-api.md', 'utf8');
    for (const { name, kind, reason } of ALLOWANCES) expect(page).toContain(`| ${name} | ${kind} | ${reason} |`);
  });
});
