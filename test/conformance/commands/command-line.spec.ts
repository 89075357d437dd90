import { describe, expect, it } from '@jest/globals';
import { type Command, readCommand } from './command-line.js';

type Expected = Partial<Omit<Command, 'options'>> & Readonly<{ options?: Readonly<Record<string, string>> }>;

const deployment = { kind: 'Deployment', names: ['web'] };

describe('a kubectl command line', () => {
  it.each<[string, Expected]>([
    ['kubectl apply -f -', { verb: 'apply', options: { filename: '-' } }],
    ['kubectl create -f-', { verb: 'create', options: { filename: '-' } }],
    ['kubectl set image deployment/web app=web:v2', { verb: 'set image', ...deployment, words: ['app=web:v2'] }],
    [
      'kubectl set image deploy web app=a/b:v2 --record',
      { verb: 'set image', ...deployment, words: ['app=a/b:v2'], options: { record: 'true' } },
    ],
    [
      'kubectl scale rs web-1 web-2 --replicas 3',
      { verb: 'scale', kind: 'ReplicaSet', names: ['web-1', 'web-2'], options: { replicas: '3' } },
    ],
    [
      'kubectl -n shop delete rs/web-1 rs/web-2',
      { verb: 'delete', kind: 'ReplicaSet', names: ['web-1', 'web-2'], options: { namespace: 'shop' } },
    ],
    ['kubectl delete pods -l app=web', { verb: 'delete', kind: 'Pod', options: { selector: 'app=web' } }],
    ['kubectl delete pod --all --wait=false', { verb: 'delete', kind: 'Pod', options: { all: 'true', wait: 'false' } }],
    [
      "kubectl annotate deployment/web 'a=b c' d- --overwrite",
      { verb: 'annotate', ...deployment, words: ['a=b c', 'd-'], options: { overwrite: 'true' } },
    ],
    ['kubectl annotate deployments.apps/web a="b \\"c\\""', { verb: 'annotate', ...deployment, words: ['a=b "c"'] }],
    [
      'kubectl create quota few --hard=pods=2',
      { verb: 'create quota', kind: 'ResourceQuota', names: ['few'], options: { hard: 'pods=2' } },
    ],
    [
      'kubectl create deployment web --image=web:v1',
      { verb: 'create deployment', ...deployment, options: { image: 'web:v1' } },
    ],
    [
      `kubectl patch deploy web -p '{"spec":{"replicas":2}}'`,
      { verb: 'patch', ...deployment, options: { patch: '{"spec":{"replicas":2}}' } },
    ],
    [
      'kubectl rollout undo deployment web --to-revision=2',
      { verb: 'rollout undo', ...deployment, options: { 'to-revision': '2' } },
    ],
    ['kubectl get rs,pods', { verb: 'get', kind: 'rs,pods' }],
  ])('%s', (line, expected) => {
    const command = readCommand(line);
    expect({ ...command, options: Object.fromEntries(command.options) }).toEqual({
      kind: '',
      names: [],
      words: [],
      options: {},
      ...expected,
    });
  });
});
