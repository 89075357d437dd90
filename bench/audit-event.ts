/** An audit event of a rollout: `number` tells who, when and to what; those of one name follow each other. */
export function auditEvent(number: number, { names, run = 0 }: Readonly<{ names: number; run?: number }>): object {
  const name = `web-${run}-${number % names}`;
  const labels = { app: name };
  const isFirst = number < names;
  const at = new Date(1_790_000_000_000 + number * 1000).toISOString();
  const container = { name: 'app', image: `web:v${number}`, env: [{ name: 'PADDING', value: 'x'.repeat(800) }] };
  const ref = { resource: 'deployments', apiGroup: 'apps', apiVersion: 'v1', namespace: 'shop', name };
  const metadata = { name, namespace: 'shop', uid: `uid-${name}`, resourceVersion: String(number + 1) };
  const template = { metadata: { labels }, spec: { containers: [container] } };
  const spec = { replicas: 3, selector: { matchLabels: labels }, template };
  return {
    ...{ kind: 'Event', apiVersion: 'audit.k8s.io/v1', auditID: `id-${run}-${number}`, stage: 'ResponseComplete' },
    ...{ verb: isFirst ? 'create' : 'patch', requestURI: '/x', user: { username: `user-${number % 20}` } },
    ...{ objectRef: ref, responseStatus: { code: isFirst ? 201 : 200 }, stageTimestamp: at },
    responseObject: { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec },
  };
}

/** What controllers write all day long: a status, which is no change. */
export function statusEvent(number: number): object {
  const event = auditEvent(number, { names: 50 }) as Readonly<{ objectRef: object }>;
  return { ...event, verb: 'update', objectRef: { ...event.objectRef, subresource: 'status' } };
}

export function auditBatch(events: readonly object[]): Buffer {
  return Buffer.from(JSON.stringify({ kind: 'EventList', apiVersion: 'audit.k8s.io/v1', items: events }));
}
