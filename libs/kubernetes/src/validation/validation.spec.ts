import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decodeDeployment } from '../decoding/decode-deployment.js';
import { DecodingFailed } from '../decoding/decoding-failed.js';
import { defaultDeployment } from '../defaults/default-deployment.js';
import type { Json, JsonObject } from '../json.js';
import { applyJsonPatch, readJsonPatch } from '../patch/json-patch.js';
import { PatchFailed } from '../patch/patch-failed.js';
import { applyStrategicMergePatch } from '../patch/strategic-merge-patch.js';
import { DeploymentInvalid } from './deployment-invalid.js';
import { validateDeployment, validateDeploymentUpdate } from './validate-deployment.js';

type Refusal = {
  name: string;
  method: string;
  contentType: string;
  status: number;
  body: JsonObject;
  before?: JsonObject;
  message: string;
  causes: object[];
};

const refusals = JSON.parse(readFileSync('test/conformance/refusals.json', 'utf8')) as Refusal[];
const { vectors } = JSON.parse(readFileSync('test/conformance/hash/vectors-1.36.3.json', 'utf8')) as {
  vectors: { name: string; template: JsonObject }[];
};

function store(refusal: Refusal): void {
  const { body, before } = refusal;
  const wanted = before === undefined ? body : patched(refusal, before);
  const { deployment } = decodeDeployment(wanted, { fieldValidation: 'Strict' });
  const stored = defaultDeployment(deployment);
  const causes = before === undefined ? validateDeployment(stored) : validateDeploymentUpdate(stored, before);
  const { name } = stored.metadata as { name: string };
  if (causes.length > 0) throw new DeploymentInvalid(name, causes);
}

function patched({ contentType, body }: Refusal, before: JsonObject): Json {
  return contentType === 'application/json-patch+json'
    ? applyJsonPatch(before, readJsonPatch(body))
    : applyStrategicMergePatch(before, body);
}

describe('refusals recorded from Kubernetes', () => {
  it.each(refusals)('when $name, it is refused in the same words', (refusal) => {
    const kind =
      refusal.status === 400 ? DecodingFailed : refusal.causes.length === 0 ? PatchFailed : DeploymentInvalid;
    const { message, causes } = refusal;
    expect(() => store(refusal)).toThrow(kind);
    expect(() => store(refusal)).toThrow(
      expect.objectContaining({
        message,
        ...(kind === DeploymentInvalid && { causes: causes.map((cause) => expect.objectContaining(cause)) }),
      }),
    );
  });
});

const SELECTOR = { matchLabels: { app: 'web' } };

const deployment = (spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject =>
  defaultDeployment({
    metadata: { name: 'web', namespace: 'default', ...metadata },
    spec: { selector: SELECTOR, template: template({}), ...spec },
  });
const template = (spec: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  metadata: { labels: { app: 'web' }, ...metadata },
  spec: { containers: [{ name: 'web', image: 'nginx:1.24' }], ...spec },
});
const pod = (spec: JsonObject): JsonObject => deployment({ template: template(spec) });
const container = (fields: JsonObject, spec: JsonObject = {}): JsonObject =>
  pod({ containers: [{ name: 'web', image: 'nginx:1.24', ...fields }], ...spec });
const told = (object: JsonObject): string[] =>
  validateDeployment(object).map(({ field, message }) => `${field}: ${message}`);

describe('validateDeployment', () => {
  it.each(vectors)('when the template is $name, which Kubernetes took, nothing is wrong', ({ template: stored }) => {
    const { labels } = stored.metadata as { labels: JsonObject };
    expect(told(deployment({ selector: { matchLabels: { app: labels.app } }, template: stored }))).toEqual([]);
  });

  const P = 'spec.template.spec';
  const C = `${P}.containers[0]`;
  const V = `${P}.volumes[0]`;

  it.each<[string, JsonObject, string[]]>([
    [
      'there is no name',
      deployment({}, { name: '' }),
      ['metadata.name: Required value: name or generateName is required'],
    ],
    [
      'a label is too long',
      deployment({}, { labels: { a: 'x'.repeat(64) } }),
      ['metadata.labels: Invalid value: "' + 'x'.repeat(64) + '": must be no more than 63 bytes'],
    ],
    [
      'an annotation is too large',
      deployment({}, { annotations: { a: 'x'.repeat(262_144) } }),
      ['metadata.annotations: Too long: may not be more than 262144 bytes'],
    ],
    ['annotations are just small enough', deployment({}, { annotations: { a: 'x'.repeat(262_143) } }), []],
    [
      'there is no selector',
      defaultDeployment({ metadata: { name: 'web', namespace: 'a' }, spec: { template: template({}) } }),
      [
        'spec.selector: Required value',
        'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
      ],
    ],
    [
      'the selector is empty',
      deployment({ selector: {} }),
      ['spec.selector: Invalid value: {}: empty selector is invalid for deployment'],
    ],
    [
      'the selector has a wrong operator',
      deployment({ selector: { matchExpressions: [{ key: 'a', operator: 'Is' }] } }),
      [
        'spec.selector.matchExpressions[0].operator: Invalid value: "Is": not a valid selector operator',
        'spec.selector: Invalid value: {"matchExpressions":[{"key":"a","operator":"Is"}]}: invalid label selector',
      ],
    ],
    [
      'the selector asks for no value',
      deployment({ selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'a', operator: 'In' }] } }),
      [
        "spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
        'spec.selector: Invalid value: {"matchLabels":{"app":"web"},"matchExpressions":[{"key":"a","operator":"In"}]}: invalid label selector',
      ],
    ],
    [
      'numbers are negative',
      deployment({ replicas: -1, minReadySeconds: -2, revisionHistoryLimit: -3, progressDeadlineSeconds: -4 }),
      [
        'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
        'spec.minReadySeconds: Invalid value: -2: must be greater than or equal to 0',
        'spec.revisionHistoryLimit: Invalid value: -3: must be greater than or equal to 0',
        'spec.progressDeadlineSeconds: Invalid value: -4: must be greater than or equal to 0',
        'spec.progressDeadlineSeconds: Invalid value: -4: must be greater than minReadySeconds',
      ],
    ],
    [
      'the deadline is not after readiness',
      deployment({ minReadySeconds: 5, progressDeadlineSeconds: 5 }),
      ['spec.progressDeadlineSeconds: Invalid value: 5: must be greater than minReadySeconds'],
    ],
    [
      'Recreate has a rolling update',
      deployment({ strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } }),
      ["spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'"],
    ],
    [
      'the strategy is unknown',
      deployment({ strategy: { type: 'OnDelete' } }),
      [
        'spec.strategy: Unsupported value: {"Type":"OnDelete","RollingUpdate":null}: supported values: "Recreate", "RollingUpdate"',
      ],
    ],
    [
      'both fenceposts are 0%',
      deployment({ strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } }),
      ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "0%": may not be 0 when `maxSurge` is 0'],
    ],
    [
      'more than all may be unavailable',
      deployment({ strategy: { rollingUpdate: { maxUnavailable: '101%' } } }),
      ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%'],
    ],
    [
      'a fencepost is no percentage',
      deployment({ strategy: { rollingUpdate: { maxSurge: 'many', maxUnavailable: -1 } } }),
      [
        'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: -1: must be greater than or equal to 0',
        `spec.strategy.rollingUpdate.maxSurge: Invalid value: "many": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')`,
      ],
    ],
    ['there is no container', pod({ containers: [] }), [`${P}.containers: Required value`]],
    ['a container has no name', container({ name: '' }), [`${C}.name: Required value`]],
    [
      'a port is named twice',
      container({
        ports: [
          { name: 'http', containerPort: 80 },
          { name: 'http', containerPort: 81 },
        ],
      }),
      [`${C}.ports[1].name: Duplicate value: "http"`],
    ],
    ['a port has no number', container({ ports: [{ name: 'http' }] }), [`${C}.ports[0].containerPort: Required value`]],
    [
      'a port has a long name',
      container({ ports: [{ name: 'a-very-long-name', containerPort: 1 }] }),
      [`${C}.ports[0].name: Invalid value: "a-very-long-name": must be no more than 15 characters`],
    ],
    [
      'a protocol is unknown',
      container({ ports: [{ containerPort: 80, protocol: 'HTTP' }] }),
      [`${C}.ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"`],
    ],
    [
      'two containers take one host port',
      pod({
        containers: [
          { name: 'a', image: 'a', ports: [{ containerPort: 1, hostPort: 9 }] },
          { name: 'b', image: 'b', ports: [{ containerPort: 2, hostPort: 9 }] },
        ],
      }),
      [`${P}.containers[1].ports[0].hostPort: Duplicate value: "TCP//9"`],
    ],
    [
      'a host port differs under the host network',
      container({ ports: [{ containerPort: 80, hostPort: 81 }] }, { hostNetwork: true }),
      [`${C}.ports[0].hostPort: Invalid value: 81: must match \`containerPort\` when \`hostNetwork\` is true`],
    ],
    [
      'a variable has a value and a source',
      container({ env: [{ name: 'A', value: 'x', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] }),
      [`${C}.env[0].valueFrom: Invalid value: "": may not be specified when \`value\` is not empty`],
    ],
    [
      'a variable shows an unknown field',
      container({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.x' } } }] }),
      [
        `${C}.env[0].valueFrom.fieldRef.fieldPath: Invalid value: "spec.x": error converting fieldPath: field label not supported: spec.x`,
      ],
    ],
    [
      'a variable shows an unknown limit',
      container({ env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.x' } } }] }),
      [
        `${C}.env[0].valueFrom.resourceFieldRef.resource: Unsupported value: "limits.x": supported values: "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"`,
      ],
    ],
    [
      'variables come from nowhere',
      container({ envFrom: [{}] }),
      [`${C}.envFrom: Invalid value: "": must specify one of: \`configMapRef\` or \`secretRef\``],
    ],
    [
      'a mount has no volume',
      container({ volumeMounts: [{ name: 'v', mountPath: '/v' }] }),
      [`${C}.volumeMounts[0].name: Not found: "v"`],
    ],
    [
      'a path is mounted twice',
      container(
        {
          volumeMounts: [
            { name: 'v', mountPath: '/v' },
            { name: 'v', mountPath: '/v' },
          ],
        },
        { volumes: [{ name: 'v' }] },
      ),
      [`${C}.volumeMounts[1].mountPath: Invalid value: "/v": must be unique`],
    ],
    [
      'a sub-path goes up',
      container({ volumeMounts: [{ name: 'v', mountPath: '/v', subPath: '../x' }] }, { volumes: [{ name: 'v' }] }),
      [`${C}.volumeMounts.subPath: Invalid value: "../x": must not contain '..'`],
    ],
    [
      'more is requested than allowed',
      container({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
      [`${C}.resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1`],
    ],
    [
      'an amount is negative',
      container({ resources: { limits: { memory: '-1Gi' } } }),
      [`${C}.resources.limits[memory]: Invalid value: "-1Gi": must be greater than or equal to 0`],
    ],
    [
      'a resource is unknown',
      container({ resources: { limits: { gpus: '1' } } }),
      [
        `${C}.resources.limits[gpus]: Invalid value: "gpus": must be a standard resource type or fully qualified`,
        `${C}.resources.limits[gpus]: Invalid value: "gpus": must be a standard resource for containers`,
      ],
    ],
    [
      'half a GPU is wanted',
      container({ resources: { limits: { 'nvidia.com/gpu': '0.5' } } }),
      [`${C}.resources.limits[nvidia.com/gpu]: Invalid value: "500m": must be an integer`],
    ],
    [
      'a probe has two handlers',
      container({ livenessProbe: { exec: { command: ['a'] }, tcpSocket: { port: 1 } } }),
      [`${C}.livenessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type`],
    ],
    [
      'liveness needs two successes',
      container({ livenessProbe: { tcpSocket: { port: 'http' }, successThreshold: 2 } }),
      [`${C}.livenessProbe.successThreshold: Invalid value: 2: must be 1`],
    ],
    [
      'a probe asks port 0',
      container({ readinessProbe: { grpc: {} } }),
      [`${C}.readinessProbe.grpc.port: Invalid value: 0: must be between 1 and 65535, inclusive`],
    ],
    [
      'a hook does nothing',
      container({ lifecycle: { preStop: {} } }),
      [`${C}.lifecycle.preStop: Required value: must specify a handler type`],
    ],
    [
      'a hook sleeps too long',
      container({ lifecycle: { preStop: { sleep: { seconds: 31 } } } }),
      [
        `${C}.lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)`,
      ],
    ],
    [
      'a policy is unknown',
      container({ terminationMessagePolicy: 'Mail' }),
      [`${C}.terminationMessagePolicy: Unsupported value: "Mail": supported values: "File", "FallbackToLogsOnError"`],
    ],
    [
      'a user id is negative',
      container({ securityContext: { runAsUser: -1 } }),
      [`${C}.securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive`],
    ],
    [
      'a privileged container may not escalate',
      container({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }),
      [
        `${C}.securityContext: Invalid value: {"privileged":true,"allowPrivilegeEscalation":false}: cannot set \`allowPrivilegeEscalation\` to false and \`privileged\` to true`,
      ],
    ],
    [
      'an init container has a probe',
      pod({ initContainers: [{ name: 'init', image: 'a', livenessProbe: { tcpSocket: { port: 1 } } }] }),
      [
        `${P}.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always`,
      ],
    ],
    [
      'an init container has the name of another',
      pod({ initContainers: [{ name: 'web', image: 'a' }] }),
      [`${P}.initContainers[0].name: Duplicate value: "web"`],
    ],
    [
      'a volume has two sources',
      pod({ volumes: [{ name: 'v', emptyDir: {}, hostPath: { path: '/x' } }] }),
      [`${V}.hostPath: Forbidden: may not specify more than 1 volume type`],
    ],
    [
      'two volumes have one name',
      pod({ volumes: [{ name: 'v' }, { name: 'v' }] }),
      [`${P}.volumes[1].name: Duplicate value: "v"`],
    ],
    [
      'a claim has no name',
      pod({ volumes: [{ name: 'v', persistentVolumeClaim: {} }] }),
      [`${V}.persistentVolumeClaim.claimName: Required value`],
    ],
    [
      'a mode is too large',
      pod({ volumes: [{ name: 'v', secret: { secretName: 's', defaultMode: 512 } }] }),
      [`${V}.secret.defaultMode: Invalid value: 512: must be a number between 0 and 0777 (octal), both inclusive`],
    ],
    [
      'a token lives too briefly',
      pod({
        volumes: [
          { name: 'v', projected: { sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 1 } }] } },
        ],
      }),
      [
        `${V}.projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 1: may not specify a duration less than 10 minutes`,
      ],
    ],
    [
      'an ephemeral claim asks for no storage',
      pod({
        volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'] } } } }],
      }),
      [`${V}.ephemeral.volumeClaimTemplate.spec.resources[storage]: Required value`],
    ],
    [
      'pods should not restart',
      pod({ restartPolicy: 'Never' }),
      [`${P}.restartPolicy: Unsupported value: "Never": supported values: "Always"`],
    ],
    [
      'pods have a deadline',
      pod({ activeDeadlineSeconds: 5 }),
      [`${P}.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported`],
    ],
    [
      'there is an ephemeral container',
      pod({ ephemeralContainers: [{ name: 'd', image: 'd' }] }),
      [`${P}.ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template`],
    ],
    [
      'DNS None has no servers',
      pod({ dnsPolicy: 'None' }),
      [`${P}.dnsConfig: Required value: must provide \`dnsConfig\` when \`dnsPolicy\` is None`],
    ],
    [
      'an address is none',
      pod({ hostAliases: [{ ip: '300.1.1.1' }] }),
      [
        `${P}.hostAliases[0].ip: Invalid value: "300.1.1.1": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)`,
      ],
    ],
    [
      'a toleration has no key',
      pod({ tolerations: [{ operator: 'Equal' }] }),
      [
        `${P}.tolerations[0].operator: Invalid value: "Equal": operator must be Exists when \`key\` is empty, which means "match all values and all keys"`,
      ],
    ],
    [
      'a weight is too large',
      pod({
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 101, podAffinityTerm: { topologyKey: 'zone' } },
            ],
          },
        },
      }),
      [
        `${P}.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 101: must be in the range 1-100`,
      ],
    ],
    [
      'node affinity has no terms',
      pod({
        affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } },
      }),
      [
        `${P}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: must have at least one node selector term`,
      ],
    ],
    [
      'spreading has no skew',
      pod({ topologySpreadConstraints: [{ maxSkew: 0, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }] }),
      [`${P}.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero`],
    ],
    [
      'a system is unknown',
      pod({ os: { name: 'plan9' } }),
      [`${P}.os.name: Unsupported value: "plan9": supported values: "linux", "windows"`],
    ],
    [
      'a service account is misnamed',
      pod({ serviceAccountName: 'A_b' }),
      [
        `${P}.serviceAccountName: Invalid value: "A_b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`,
      ],
    ],
  ])('when %s, it says so', (_, object, messages) => {
    expect(told(object)).toEqual(messages);
  });
});

describe('validateDeploymentUpdate', () => {
  it('when nothing changes, nothing is wrong', () => {
    expect(validateDeploymentUpdate(deployment(), deployment())).toEqual([]);
  });

  it('when the name changes, it is immutable', () => {
    expect(validateDeploymentUpdate(deployment({}, { name: 'api' }), deployment())).toEqual([
      { field: 'metadata.name', reason: 'FieldValueInvalid', message: 'Invalid value: "api": field is immutable' },
    ]);
  });
});
