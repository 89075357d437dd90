import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Metadata = Readonly<{
  namespace: string;
  name: string;
  uid: string;
  resourceVersion: string;
  generation: number;
  annotations?: Readonly<Record<string, string>>;
}>;
type Deployment = Readonly<{ metadata: Metadata; spec: object }>;
type Listed = Readonly<{ metadata: Readonly<{ namespace: string; resourceVersion: string }> }>;
type Happened = Readonly<{ version: number; type: string; resource: string; object: Listed }>;
type Watch = Readonly<{ response: ServerResponse; resource: string; namespace: string | undefined }>;

const PATH = /^\/(?:apis\/apps|api)\/v1(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+))?$/;

/** An API server with as much of Deployments, ReplicaSets and pods as an agent asks for. It has no controllers, and fails when a test says so. */
export class FakeCluster {
  /** Paths of Deployments that were listed, in order; `?continue` where it was a further page. */
  readonly listed: string[] = [];
  readonly patches: string[] = [];
  /** Paths that were asked for outside of `namespaces`. */
  readonly refused: string[] = [];
  pageSize = 500;
  /** So many further pages are answered with 410. */
  expiringPages = 0;
  /** Patches are carried out, and not answered. */
  isSilent = false;
  /** The only namespaces that may be asked for; all when it is left out. */
  namespaces: readonly string[] | undefined;
  private version = 100;
  private readonly living = new Map<string, Deployment>();
  private readonly pods = new Map<string, Listed>();
  private readonly happened: Happened[] = [];
  private readonly watches = new Set<Watch>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<FakeCluster> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const cluster = new FakeCluster(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => void cluster.answer(request, response));
    return cluster;
  }

  get kubeconfig(): string {
    return JSON.stringify({
      clusters: [{ name: 'fake', cluster: { server: this.url, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'agent', user: {} }],
      contexts: [{ name: 'fake', context: { cluster: 'fake', user: 'agent' } }],
      'current-context': 'fake',
    });
  }

  /** Those of Deployments. */
  get openWatches(): number {
    return [...this.watches].filter(({ resource }) => resource === 'deployments').length;
  }

  put(namespace: string, name: string, image: string): void {
    const old = this.living.get(`${namespace}/${name}`)?.metadata;
    const uid = old?.uid ?? `${name}-${this.version}`;
    const labels = { app: name };
    const template = { metadata: { labels }, spec: { containers: [{ name: 'app', image }] } };
    this.change('MODIFIED', {
      metadata: { ...old, namespace, name, uid, resourceVersion: '', generation: (old?.generation ?? 0) + 1 },
      spec: { replicas: 1, selector: { matchLabels: labels }, template },
    });
  }

  /** The one pod of a Deployment is so; without a status it is gone. */
  putPod(namespace: string, deployment: string, status?: object): void {
    const name = `${deployment}-1-a`;
    const metadata = { ...this.owned('ReplicaSet', `${deployment}-1`, `rs-${deployment}`), namespace, name, uid: name };
    const object = { metadata: { ...metadata, resourceVersion: String(++this.version) }, status };
    if (status === undefined) this.pods.delete(name);
    else this.pods.set(name, object);
    this.tell(status === undefined ? 'DELETED' : 'MODIFIED', 'pods', object);
  }

  /** Deletes it; nobody is told when `isMissed`. */
  remove(namespace: string, name: string, { isMissed }: Readonly<{ isMissed: boolean }>): void {
    const object = this.living.get(`${namespace}/${name}`);
    this.living.delete(`${namespace}/${name}`);
    if (object !== undefined && !isMissed) this.change('DELETED', object);
  }

  /** Every watch gets an error in its stream: what it began from is too old. */
  expireWatches(): void {
    const object = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version: 1 (100)' };
    for (const { response } of this.watches) response.end(`${JSON.stringify({ type: 'ERROR', object })}\n`);
  }

  /** Every connection is cut. */
  cut(): void {
    this.server.closeAllConnections();
  }

  async stop(): Promise<void> {
    this.server.close();
    this.cut();
    await once(this.server, 'close');
  }

  private change(type: string, { metadata, ...rest }: Deployment): Deployment {
    this.version += 1;
    const object = { metadata: { ...metadata, resourceVersion: String(this.version) }, ...rest };
    const { namespace, name } = metadata;
    if (type !== 'DELETED') this.living.set(`${namespace}/${name}`, object);
    this.tell(type, 'deployments', object);
    return object;
  }

  private tell(type: string, resource: string, object: Listed): void {
    const happened = { version: this.version, type, resource, object };
    this.happened.push(happened);
    for (const watch of this.watches) send(watch, happened);
  }

  private owned(kind: string, name: string, uid: string) {
    return { creationTimestamp: new Date().toISOString(), ownerReferences: [{ kind, name, uid, controller: true }] };
  }

  private all(resource: string): readonly Listed[] {
    if (resource === 'pods') return [...this.pods.values()];
    const deployments = [...this.living.values()];
    if (resource === 'deployments') return deployments;
    return deployments.map(({ metadata: { namespace, name, uid, resourceVersion } }) => ({
      metadata: {
        ...this.owned('Deployment', name, uid),
        namespace,
        name: `${name}-1`,
        uid: `rs-${name}`,
        resourceVersion,
      },
    }));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(String(request.url), this.url);
    const [, namespace, resource = '', name] = PATH.exec(pathname) ?? [];
    if (this.namespaces?.includes(namespace ?? '') === false) {
      this.refused.push(pathname);
      fail(response, 403, `${resource} are forbidden here`);
    } else if (name !== undefined) {
      await this.answerOne(request, response, `${namespace}/${name}`);
    } else {
      const place = { resource, namespace };
      if (searchParams.has('watch')) this.watch({ response, ...place }, searchParams);
      else this.list({ response, ...place }, searchParams.get('continue'));
    }
  }

  private list({ response, resource, namespace }: Watch, from: string | null): void {
    if (resource === 'deployments') this.listed.push(`${namespace ?? '*'}${from === null ? '' : '?continue'}`);
    if (from !== null && this.expiringPages > 0) {
      this.expiringPages -= 1;
      fail(response, 410, 'The provided continue parameter is too old');
      return;
    }
    const all = this.all(resource).filter(({ metadata }) => isIn(namespace, metadata));
    const end = Number(from) + this.pageSize;
    const token = end < all.length ? { continue: String(end) } : {};
    reply(response, {
      metadata: { resourceVersion: String(this.version), ...token },
      items: all.slice(Number(from), end),
    });
  }

  private watch(watch: Watch, asked: URLSearchParams): void {
    const { response } = watch;
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
    for (const event of this.happened) if (event.version > Number(asked.get('resourceVersion'))) send(watch, event);
    this.watches.add(watch);
    response.once('close', () => this.watches.delete(watch));
  }

  private async answerOne(request: IncomingMessage, response: ServerResponse, key: string): Promise<void> {
    const object = this.living.get(key);
    if (object === undefined) {
      fail(response, 404, `deployments.apps "${key}" not found`);
      return;
    }
    if (request.method === 'GET') {
      reply(response, object);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const patch = JSON.parse(Buffer.concat(chunks).toString()) as readonly { path: string; value: never }[];
    const value = (path: string) => patch.find((one) => one.path === path)!.value;
    if (value('/metadata/resourceVersion') !== object.metadata.resourceVersion) {
      fail(response, 422, 'testing path /metadata/resourceVersion: test failed');
      return;
    }
    this.patches.push(key);
    const { metadata, spec } = object;
    const patched = this.change('MODIFIED', {
      metadata: { ...metadata, annotations: value('/metadata/annotations'), generation: metadata.generation + 1 },
      spec: { ...spec, template: value('/spec/template') },
    });
    if (!this.isSilent) reply(response, patched);
  }
}

function isIn(namespace: string | undefined, metadata: Listed['metadata']): boolean {
  return namespace === undefined || namespace === metadata.namespace;
}

function send({ response, resource, namespace }: Watch, { type, object, resource: of }: Happened): void {
  if (of === resource && isIn(namespace, object.metadata)) response.write(`${JSON.stringify({ type, object })}\n`);
}

function reply(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function fail(response: ServerResponse, code: number, message: string): void {
  reply(response, { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message }, code);
}
