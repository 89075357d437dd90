import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#libs/kubernetes';
import type { FileChange } from './file-change.js';
import { ManifestFolder } from './manifest-folder.js';

describe('the life of a Deployment', () => {
  it.each<[string, readonly (readonly FileChange[])[], readonly string[]]>([
    ['a file has it', [[has('a.yaml', web('v1'))]], ['0 created shop/web#1 v1 a.yaml']],
    [
      'the file changes',
      [[has('a.yaml', web('v1'))], [has('a.yaml', web('v2'))]],
      ['0 created shop/web#1 v1 a.yaml', '1 changed shop/web#1 v2 a.yaml'],
    ],
    [
      'the file goes, and comes again',
      [[has('a.yaml', web('v1'))], [gone('a.yaml')], [has('a.yaml', web('v1'))]],
      ['0 created shop/web#1 v1 a.yaml', '1 deleted shop/web#1 v1 a.yaml', '2 created shop/web#2 v1 a.yaml'],
    ],
    [
      'the document goes, and its file stays',
      [[has('a.yaml', web('v1'), api('v1'))], [has('a.yaml', api('v1'))]],
      ['0 created shop/web#1 v1 a.yaml', '0 created default/api#1 v1 a.yaml', '1 deleted shop/web#1 v1 a.yaml'],
    ],
    [
      'the file is renamed, whichever comes first',
      [
        [has('b.yaml', web('v1'))],
        [has('a.yaml', web('v1')), gone('b.yaml')],
        [gone('a.yaml'), has('b.yaml', web('v1'))],
      ],
      ['0 created shop/web#1 v1 b.yaml', '1 Unchanged a.yaml', '2 Unchanged a.yaml'],
    ],
    [
      'the file is renamed and changed at once',
      [[has('b.yaml', web('v1'))], [has('a.yaml', web('v2')), gone('b.yaml')]],
      ['0 created shop/web#1 v1 b.yaml', '1 changed shop/web#1 v2 a.yaml'],
    ],
    [
      'it moves to a file where others are',
      [
        [has('a.yaml', web('v1')), has('b.yaml', api('v1'))],
        [gone('a.yaml'), has('b.yaml', api('v1'), web('v1'))],
      ],
      ['0 created shop/web#1 v1 a.yaml', '0 created default/api#1 v1 b.yaml', '1 Unchanged a.yaml'],
    ],
    [
      'it is copied, the copy changes, and the first file goes',
      [[has('a.yaml', web('v1'))], [has('b.yaml', web('v1'))], [has('b.yaml', web('v2'))], [gone('a.yaml')]],
      [
        '0 created shop/web#1 v1 a.yaml',
        '1 Duplicate b.yaml shop/web: a.yaml had it earlier, and counts',
        '2 Duplicate b.yaml shop/web: a.yaml had it earlier, and counts',
        '3 changed shop/web#1 v2 b.yaml',
      ],
    ],
    [
      'it stands twice in a file',
      [[has('a.yaml', web('v1'), web('v2'))]],
      ['0 created shop/web#1 v2 a.yaml', '0 Duplicate a.yaml shop/web: stands twice in the file: the last is taken'],
    ],
    [
      'the file is broken for a while',
      [
        [has('a.yaml', web('v1'))],
        [broken('a.yaml')],
        [has('a.yaml', web('v1'))],
        [broken('a.yaml')],
        [gone('a.yaml')],
      ],
      [
        '0 created shop/web#1 v1 a.yaml',
        '1 BrokenFile a.yaml',
        '2 Unchanged a.yaml',
        '3 BrokenFile a.yaml',
        '4 deleted shop/web#1 v1 a.yaml',
      ],
    ],
    [
      'one of the documents is invalid for a while',
      [
        [has('a.yaml', web('v1'), api('v1'))],
        [has('a.yaml', web(''), api('v2'))],
        [has('a.yaml', web('v3'), api('v2'))],
      ],
      [
        '0 created shop/web#1 v1 a.yaml',
        '0 created default/api#1 v1 a.yaml',
        '1 changed default/api#1 v2 a.yaml',
        '1 InvalidManifest a.yaml shop/web: Deployment.apps "web" is invalid: spec.template.spec.containers[0].image: Required value',
        '2 changed shop/web#1 v3 a.yaml',
      ],
    ],
    [
      'its selector changes',
      [[has('a.yaml', web('v1'))], [has('a.yaml', web('v1', { app: 'web', tier: 'x' }))]],
      ['0 created shop/web#1 v1 a.yaml', '1 deleted shop/web#1 v1 a.yaml', '1 created shop/web#2 v1 a.yaml'],
    ],
    [
      'only its form changes',
      [[has('a.yaml', web('v1'))], [has('a.yaml', { ...web('v1'), status: {} })], [gone('none.yaml')]],
      ['0 created shop/web#1 v1 a.yaml', '1 Unchanged a.yaml', '2 Unchanged none.yaml'],
    ],
  ])('when %s', (_, commits, expected) => {
    const folder = new ManifestFolder('default');

    expect(commits.flatMap((changes, at) => shown(folder.take(changes, at), at))).toEqual(expected);
  });

  it('when a commit tells an earlier time than the one before it, it counts as made at the same time', () => {
    const folder = new ManifestFolder('default');
    const times = [5, 3, 4, 9].map((at, index) => folder.take([has('a.yaml', web(`v${index}`))], at).became);

    expect(times.flat().map(({ at, ordinal }) => [at, ordinal])).toEqual([[5, 0], [5, 1], [5, 2], [9, 0]]); // prettier-ignore
  });
});

function web(image: string, labels: JsonObject = { app: 'web' }): JsonObject {
  return deployment({ name: 'web', namespace: 'shop' }, image, labels);
}

function api(image: string): JsonObject {
  return deployment({ name: 'api' }, image, { app: 'api' });
}

function deployment(metadata: JsonObject, image: string, labels: JsonObject): JsonObject {
  const template = { metadata: { labels }, spec: { containers: [{ name: 'app', image }] } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector: { matchLabels: labels }, template } };
}

function has(path: string, ...objects: readonly JsonObject[]): FileChange {
  return { path, content: { kind: 'objects', objects } };
}

function gone(path: string): FileChange {
  return { path, content: { kind: 'gone' } };
}

function broken(path: string): FileChange {
  return { path, content: { kind: 'unreadable', reason: 'BrokenFile', message: 'line 1' } };
}

function shown({ became, passed }: ReturnType<ManifestFolder['take']>, at: number): readonly string[] {
  const images = became.map(({ verb, namespace, name, incarnation, deployment, path }) => {
    const image = deployment.spec.template.spec.containers[0]!.image ?? '';
    return `${at} ${verb} ${namespace}/${name}#${incarnation} ${image} ${path}`;
  });
  const others = passed.map(({ reason, path, object, message }) =>
    object === undefined ? `${at} ${reason} ${path}` : `${at} ${reason} ${path} ${object}: ${message}`,
  );
  return [...images, ...others];
}
