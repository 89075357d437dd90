import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type KubectlTerminal, KUBECTLS, openTerminal } from './support/kubectl-terminal.js';
import { manifest } from './support/manifest.js';
import { Program } from './support/program.js';

const [kubectl] = KUBECTLS;

const APPLY = `mutation ($manifest: String!) {
  applyDeployment(input: { manifest: $manifest, changeCause: "first try" }) { results { deployment { status { replicas } } } }
}`;

// Blanks between columns are as wide as the ages in them.
const squeezed = (text: string): readonly string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').replace(/ \d+m?\d*s /, ' AGE '));

describe('lists, as kubectl shows them', () => {
  if (kubectl === undefined) {
    it('is not tried: no kubectl is on PATH', () => expect(kubectl).toBeUndefined());
    return;
  }
  let program: Program;
  let terminal: KubectlTerminal;

  beforeAll(async () => {
    program = await Program.start();
    terminal = await openTerminal(program, kubectl.path);
    const manifests = ['api', 'db', 'web'].map((name) => manifest(name, { image: `${name}:1`, replicas: 2 }));
    await program.graphql(APPLY, { manifest: manifests.join('---\n') });
  }, 120_000);

  afterAll(async () => {
    await terminal.close();
    await program.discard();
  }, 60_000);

  const names = async (...args: readonly string[]): Promise<readonly string[]> =>
    (
      await terminal.type(
        '-n',
        'shop',
        'get',
        'deploy',
        '--no-headers',
        '-o',
        'custom-columns=N:.metadata.name',
        ...args,
      )
    )
      .trim()
      .split('\n');

  it('shows the columns of a cluster, and who and why', async () => {
    const [head, first] = squeezed(await terminal.type('-n', 'shop', 'get', 'deploy', '-o', 'wide'));
    expect(head).toBe('NAME READY UP-TO-DATE AVAILABLE AGE CONTAINERS IMAGES SELECTOR LAST ACTOR WHY');
    expect(first).toMatch(/^api \d\/2 \d \d AGE web api:1 app=api \S+ first try$/);
  }, 60_000);

  it('shows one by its name, and its labels', async () => {
    const [head, only] = squeezed(await terminal.type('-n', 'shop', 'get', 'deploy', 'web', '--show-labels'));
    expect(head).toBe('NAME READY UP-TO-DATE AVAILABLE AGE LABELS');
    expect(only).toMatch(/^web \d\/2 \d \d AGE app=web$/);
  }, 60_000);

  it.each([
    [['-l', 'app=db'], ['db']],
    [
      ['-l', 'app in (web,db)'],
      ['db', 'web'],
    ],
    [['-l', '!app'], ['']],
    [
      ['--field-selector', 'metadata.name!=db'],
      ['api', 'web'],
    ],
    [['--field-selector', 'metadata.name=web', '-l', 'app'], ['web']],
    [
      ['--chunk-size', '1'],
      ['api', 'db', 'web'],
    ],
    [
      ['--chunk-size', '0'],
      ['api', 'db', 'web'],
    ],
  ])(
    'when %j is asked for, %j are shown',
    async (args, shown) => {
      expect(await names(...args)).toEqual(shown);
    },
    60_000,
  );

  it.each([
    [
      'rs',
      /^api-\w+ 2 2 \d AGE web api:1 app=api,pod-template-hash=\w+$/,
      'DESIRED CURRENT READY AGE CONTAINERS IMAGES SELECTOR',
    ],
    [
      'po',
      /^api-\w+-\w{5} [01]\/1 \w+ 0 AGE \S+ \S+ <none> <none>$/,
      'READY STATUS RESTARTS AGE IP NODE NOMINATED NODE READINESS GATES',
    ],
  ])(
    'shows the wide columns of %s',
    async (resource, row, columns) => {
      const [head, first] = squeezed(await terminal.type('-n', 'shop', 'get', resource, '-o', 'wide'));
      expect(head).toBe(`NAME ${columns}`);
      expect(first).toMatch(row);
    },
    60_000,
  );

  it('shows what the controllers told, by what it was about', async () => {
    const about = ['--field-selector', 'involvedObject.name=db,reason=ScalingReplicaSet'];
    const [head, only, ...more] = squeezed(await terminal.type('-n', 'shop', 'get', 'events', '-o', 'wide', ...about));
    expect(head).toBe('LAST SEEN TYPE REASON OBJECT SUBOBJECT SOURCE MESSAGE FIRST SEEN COUNT NAME');
    expect(only).toMatch(
      /Normal ScalingReplicaSet deployment\/db deployment-controller Scaled up replica set db-\w+ from 0 to 2/,
    );
    expect(more).toEqual([]);
  }, 60_000);

  it('shows pods of a phase and of a label, and all of them in the order that is wanted', async () => {
    const wanted = ['--field-selector', 'status.phase!=Failed', '-l', 'app in (db)', '--chunk-size', '1'];
    expect(squeezed(await terminal.type('-n', 'shop', 'get', 'po', '--no-headers', ...wanted))).toHaveLength(2);
    const sorted = await terminal.type('get', 'deploy', '-A', '--no-headers', '--sort-by', '{.metadata.labels.app}');
    expect(squeezed(sorted).map((line) => line.split(' ')[1])).toEqual(['api', 'db', 'web']);
  }, 60_000);

  it('refuses a field that cannot be asked for in the words of a cluster', async () => {
    expect(await terminal.type('-n', 'shop', 'get', 'deploy', '--field-selector', 'spec.replicas=3')).toBe(
      'Error from server (BadRequest): Unable to find "apps/v1, Resource=deployments" that match label selector "", field selector "spec.replicas=3": "spec.replicas" is not a known field selector: only "metadata.name", "metadata.namespace"\n',
    );
  }, 60_000);

  it('shows the namespaces that hold something, and those of every cluster', async () => {
    const shown = squeezed(await terminal.type('get', 'ns', '--no-headers'));
    expect(shown.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(
      ['default', 'kube-node-lease', 'kube-public', 'kube-system', 'shop'].map((name) => `${name} Active`),
    );
  }, 60_000);

  it.each(KUBECTLS)(
    'explains a Deployment to kubectl $version',
    async ({ path, minor }) => {
      const other = await openTerminal(program, path);
      const strategy = await other.type('explain', 'deployment.spec.strategy');
      const all = await other.type('explain', 'deployment', '--recursive');
      await other.close();
      expect(strategy).toContain('FIELD: strategy <DeploymentStrategy>');
      expect(strategy).toMatch(/rollingUpdate\t<RollingUpdateDeployment>\n +How fast a rolling update goes/);
      if (minor >= 30) expect(strategy).toContain('enum: Recreate, RollingUpdate');
      expect(all).toContain('terminationGracePeriodSeconds\t<integer>');
    },
    60_000,
  );
});
