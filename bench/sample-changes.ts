import type { NewChange, NewEvent, Payload, StreamName } from '#libs/event-store';

/** A pod template as teams write them: about `bytes` of JSON. */
export function sampleTemplate(image: string, bytes: number, seed = 0): Payload {
  const key = `${bytes}/${seed}`;
  const settings = known.get(key) ?? settingsFor(bytes, seed);
  known.set(key, settings);
  return templateWith(settings, image, seed);
}

// Making up the settings takes longer than to append them.
const known = new Map<string, readonly Payload[]>();

function settingsFor(bytes: number, seed: number): readonly Payload[] {
  const settings: Payload[] = [];
  while (JSON.stringify(templateWith(settings, '', seed)).length < bytes) {
    const number = settings.length;
    const value = `${((seed + 1) * (number + 17) * 2_654_435_761) % 4_294_967_296}.internal`;
    settings.push({ name: `SETTING_${number}`, value });
  }
  return settings;
}

function templateWith(env: readonly Payload[], image: string, seed: number): Payload {
  const container = {
    name: 'web',
    image,
    imagePullPolicy: 'IfNotPresent',
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    env,
    resources: { limits: { cpu: '500m', memory: '512Mi' }, requests: { cpu: '100m', memory: '256Mi' } },
    livenessProbe: PROBE,
    readinessProbe: PROBE,
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  };
  return {
    metadata: {
      labels: {
        'app.kubernetes.io/name': `web-${seed}`,
        'app.kubernetes.io/part-of': 'shop',
        team: `team-${seed % 7}`,
      },
      annotations: { 'prometheus.io/scrape': 'true' },
    },
    spec: {
      containers: [container],
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      terminationGracePeriodSeconds: 30,
    },
  };
}

const PROBE = {
  httpGet: { path: '/healthz', port: 'http', scheme: 'HTTP' },
  periodSeconds: 10,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
};

export function sampleStream(name: string): StreamName {
  return { cluster: 'production', namespace: 'shop', name, uid: `3f1c9a52-8d0e-4b7a-9c55-${name.padStart(12, '0')}` };
}

// As libs/history words them.
const SUMMARIES: Readonly<Record<string, string>> = {
  PodTemplateChanged: 'image of web: registry.example.com/shop/web:1.24.0 -> registry.example.com/shop/web:1.25.0',
  DeploymentScaled: 'replicas: 3 -> 5',
  LabelsChanged: 'labels: team=t3 -> t4',
  RolloutPaused: 'paused',
};

export function sampleChange(stream: StreamName, expected: 'none' | number, event: NewEvent, number = 0): NewChange {
  return {
    stream,
    expected,
    events: [event],
    actor: { subject: `user-${number % 20}@example.com`, groups: ['developers', 'system:authenticated'] },
    source: 'kubernetes-api',
    provenance: {
      userAgent: 'kubectl/v1.36.0 (linux/amd64) kubernetes/8cc511e',
      address: `10.20.${number % 4}.${number % 200}`,
      command: 'kubectl set image',
    },
    summary: SUMMARIES[event.type] ?? event.type,
    occurredAt: 1_790_000_000_000 + number * 60_000,
  };
}

export function imageChanged(image: string, bytes: number, seed = 0): NewEvent {
  const payload = { podLife: { neverReady: false, startSeconds: 3, terminationSeconds: 2 }, release: '1.36' };
  return { type: 'PodTemplateChanged', schemaVersion: 1, payload, template: sampleTemplate(image, bytes, seed) };
}
