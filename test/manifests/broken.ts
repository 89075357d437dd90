/** One edit of a manifest that is valid, and Kubernetes' own words about the result, in its order. */
export type BrokenManifest = Readonly<{
  when: string;
  file: string;
  /** What is replaced (its first occurrence), and by what. */
  edit: readonly [string, string];
  errors: readonly string[];
}>;

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[0]`;
const LABEL_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const NAME_PART =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const PERCENT =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";
const NOT_NEGATIVE = 'must be greater than or equal to 0';

/** Refused by validation: 422, one cause for each line. */
export const INVALID_MANIFESTS: readonly BrokenManifest[] = [
  {
    when: 'the name is empty',
    file: 'storefront-web.yaml',
    edit: ['name: storefront-web', 'name: ""'],
    errors: ['metadata.name: Required value: name or generateName is required'],
  },
  {
    when: 'the name has capitals',
    file: 'storefront-web.yaml',
    edit: ['name: storefront-web', 'name: Storefront_Web'],
    errors: [`metadata.name: Invalid value: "Storefront_Web": ${SUBDOMAIN}`],
  },
  {
    when: 'a label value has a space',
    file: 'storefront-web.yaml',
    edit: ['app.kubernetes.io/part-of: shop', 'app.kubernetes.io/part-of: the shop'],
    errors: [`metadata.labels: Invalid value: "the shop": ${LABEL_VALUE}`],
  },
  {
    when: 'a label key has a space',
    file: 'storefront-web.yaml',
    edit: ['app.kubernetes.io/part-of: shop', '"part of": shop'],
    errors: [`metadata.labels: Invalid value: "part of": ${NAME_PART}`],
  },
  {
    when: 'a label value is 64 letters long',
    file: 'storefront-web.yaml',
    edit: ['app.kubernetes.io/part-of: shop', `app.kubernetes.io/part-of: ${'s'.repeat(64)}`],
    errors: [`metadata.labels: Invalid value: "${'s'.repeat(64)}": must be no more than 63 bytes`],
  },
  {
    when: 'an annotation key is not ASCII',
    file: 'many-languages.yaml',
    edit: ['example.com/owner', 'example.com/所有者'],
    errors: [`metadata.annotations: Invalid value: "example.com/所有者": ${NAME_PART}`],
  },
  {
    when: 'replicas are negative',
    file: 'storefront-web.yaml',
    edit: ['replicas: 4', 'replicas: -1'],
    errors: [`spec.replicas: Invalid value: -1: ${NOT_NEGATIVE}`],
  },
  {
    when: 'seconds and limits are negative',
    file: 'storefront-web.yaml',
    edit: [
      'revisionHistoryLimit: 5\n  minReadySeconds: 10\n  progressDeadlineSeconds: 300',
      'revisionHistoryLimit: -5\n  minReadySeconds: -10\n  progressDeadlineSeconds: -300',
    ],
    errors: [
      `spec.minReadySeconds: Invalid value: -10: ${NOT_NEGATIVE}`,
      `spec.revisionHistoryLimit: Invalid value: -5: ${NOT_NEGATIVE}`,
      `spec.progressDeadlineSeconds: Invalid value: -300: ${NOT_NEGATIVE}`,
      'spec.progressDeadlineSeconds: Invalid value: -300: must be greater than minReadySeconds',
    ],
  },
  {
    when: 'the deadline is as short as minReadySeconds',
    file: 'storefront-web.yaml',
    edit: ['progressDeadlineSeconds: 300', 'progressDeadlineSeconds: 10'],
    errors: ['spec.progressDeadlineSeconds: Invalid value: 10: must be greater than minReadySeconds'],
  },
  {
    when: 'both fenceposts are zero',
    file: 'all-unavailable.yaml',
    edit: ['maxUnavailable: 100%', 'maxUnavailable: 0'],
    errors: ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0'],
  },
  {
    when: 'both fenceposts are zero, one in percent',
    file: 'all-unavailable.yaml',
    edit: ['maxUnavailable: 100%', 'maxUnavailable: 0%'],
    errors: ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "0%": may not be 0 when `maxSurge` is 0'],
  },
  {
    when: 'more than everything may be unavailable',
    file: 'all-unavailable.yaml',
    edit: ['maxUnavailable: 100%', 'maxUnavailable: 101%'],
    errors: ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%'],
  },
  {
    when: 'a fencepost is a number in quotes',
    file: 'percent-fenceposts.yaml',
    edit: ['maxSurge: 33%', 'maxSurge: "2"'],
    errors: [`spec.strategy.rollingUpdate.maxSurge: Invalid value: "2": ${PERCENT}`],
  },
  {
    when: 'a fencepost is negative',
    file: 'percent-fenceposts.yaml',
    edit: ['maxSurge: 33%', 'maxSurge: -1'],
    errors: [`spec.strategy.rollingUpdate.maxSurge: Invalid value: -1: ${NOT_NEGATIVE}`],
  },
  {
    when: 'Recreate has fenceposts',
    file: 'recreate.yaml',
    edit: ['rollingUpdate: null', 'rollingUpdate: { maxSurge: 1 }'],
    errors: ["spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'"],
  },
  {
    when: 'the strategy is unknown',
    file: 'recreate.yaml',
    edit: ['type: Recreate', 'type: Rolling'],
    errors: [
      'spec.strategy: Unsupported value: {"Type":"Rolling","RollingUpdate":null}: supported values: "Recreate", "RollingUpdate"',
    ],
  },
  {
    when: 'there is no selector',
    file: 'recreate.yaml',
    edit: ['  selector:\n    matchLabels:\n      app: license-server\n', ''],
    errors: [
      'spec.selector: Required value',
      'spec.template.metadata.labels: Invalid value: {"app":"license-server"}: `selector` does not match template `labels`',
    ],
  },
  {
    when: 'the selector is empty',
    file: 'recreate.yaml',
    edit: ['  selector:\n    matchLabels:\n      app: license-server\n', '  selector: {}\n'],
    errors: ['spec.selector: Invalid value: {}: empty selector is invalid for deployment'],
  },
  {
    when: 'the selector does not match the template',
    file: 'recreate.yaml',
    edit: ['app: license-server', 'app: licence-server'],
    errors: [
      'spec.template.metadata.labels: Invalid value: {"app":"license-server"}: `selector` does not match template `labels`',
    ],
  },
  {
    when: 'pods may end',
    file: 'recreate.yaml',
    edit: ['restartPolicy: Always', 'restartPolicy: OnFailure'],
    errors: [`${POD}.restartPolicy: Unsupported value: "OnFailure": supported values: "Always"`],
  },
  {
    when: 'pods have a deadline',
    file: 'recreate.yaml',
    edit: ['restartPolicy: Always', 'activeDeadlineSeconds: 60'],
    errors: [`${POD}.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported`],
  },
  {
    when: 'there is no container',
    file: 'flow-style.yaml',
    edit: [
      "{name: main, image: 'registry.example.com/main:1', args: [--url=http://example.com/a, -v,], ports: [{containerPort: 80},]},",
      '',
    ],
    errors: [`${POD}.containers: Required value`],
  },
  {
    when: 'a container has no image',
    file: 'recreate.yaml',
    edit: ['image: registry.example.com/license/server:12', 'image: ""'],
    errors: [`${CONTAINER}.image: Required value`],
  },
  {
    when: 'a container name has a dot',
    file: 'recreate.yaml',
    edit: ['name: server', 'name: license.server'],
    errors: [`${CONTAINER}.name: Invalid value: "license.server": must not contain dots`],
  },
  {
    when: 'a container name is not a label',
    file: 'recreate.yaml',
    edit: ['name: server', 'name: Server'],
    errors: [`${CONTAINER}.name: Invalid value: "Server": ${LABEL}`],
  },
  {
    when: 'two containers bear one name',
    file: 'pod-resources.yaml',
    edit: ['name: helper', 'name: main'],
    errors: [`${POD}.containers[1].name: Duplicate value: "main"`],
  },
  {
    when: 'an init container bears a container’s name',
    file: 'native-sidecar.yaml',
    edit: ['name: migrate', 'name: invoice'],
    errors: [`${POD}.initContainers[1].name: Duplicate value: "invoice"`],
  },
  {
    when: 'an init container that ends has a probe',
    file: 'native-sidecar.yaml',
    edit: ['args: [migrate, up]', 'livenessProbe: { tcpSocket: { port: 1 } }'],
    errors: [
      `${POD}.initContainers[1].livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always`,
    ],
  },
  {
    when: 'an init container that ends has hooks',
    file: 'native-sidecar.yaml',
    edit: ['args: [migrate, up]', 'lifecycle: {}'],
    errors: [
      `${POD}.initContainers[1].lifecycle: Forbidden: may not be set for init containers without restartPolicy=Always`,
    ],
  },
  {
    when: 'the pull policy is unknown',
    file: 'checkout-api.yaml',
    edit: ['imagePullPolicy: IfNotPresent', 'imagePullPolicy: ifNotPresent'],
    errors: [
      `${CONTAINER}.imagePullPolicy: Unsupported value: "ifNotPresent": supported values: "Always", "IfNotPresent", "Never"`,
    ],
  },
  {
    when: 'a port is beyond the last',
    file: 'storefront-web.yaml',
    edit: ['containerPort: 8080', 'containerPort: 65536'],
    errors: [`${CONTAINER}.ports[0].containerPort: Invalid value: 65536: must be between 1 and 65535, inclusive`],
  },
  {
    when: 'a port has a name and no number',
    file: 'storefront-web.yaml',
    edit: ['              containerPort: 8080\n', ''],
    errors: [`${CONTAINER}.ports[0].containerPort: Required value`],
  },
  {
    when: 'two ports bear one name',
    file: 'storefront-web.yaml',
    edit: ['name: metrics', 'name: http'],
    errors: [`${CONTAINER}.ports[1].name: Duplicate value: "http"`],
  },
  {
    when: 'a port name is sixteen letters long',
    file: 'longest-names.yaml',
    edit: ['name: fifteen-letters', 'name: sixteen-letters-'],
    errors: [
      `${CONTAINER}.ports[0].name: Invalid value: "sixteen-letters-": must be no more than 15 characters`,
      `${CONTAINER}.ports[0].name: Invalid value: "sixteen-letters-": must not begin or end with a hyphen`,
    ],
  },
  {
    when: 'a port speaks no protocol known',
    file: 'storefront-web.yaml',
    edit: ['protocol: TCP', 'protocol: HTTP'],
    errors: [`${CONTAINER}.ports[1].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"`],
  },
  {
    when: 'a host port differs on the host’s network',
    file: 'host-agent.yaml',
    edit: ['hostPort: 9100', 'hostPort: 9101'],
    errors: [
      `${CONTAINER}.ports[1].hostPort: Invalid value: 9101: must match \`containerPort\` when \`hostNetwork\` is true`,
    ],
  },
  {
    when: 'a probe has no handler',
    file: 'pgbouncer-proxy.yaml',
    edit: ['            tcpSocket:\n              port: postgres\n', '            periodSeconds: 5\n'],
    errors: [`${CONTAINER}.readinessProbe: Required value: must specify a handler type`],
  },
  {
    when: 'a probe has two handlers',
    file: 'pgbouncer-proxy.yaml',
    edit: ['              port: postgres\n', '              port: postgres\n            exec: { command: [x] }\n'],
    errors: [`${CONTAINER}.readinessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type`],
  },
  {
    when: 'liveness asks for two successes',
    file: 'storefront-web.yaml',
    edit: ['initialDelaySeconds: 15', 'successThreshold: 2'],
    errors: [`${CONTAINER}.livenessProbe.successThreshold: Invalid value: 2: must be 1`],
  },
  {
    when: 'readiness has a grace period',
    file: 'storefront-web.yaml',
    edit: ['periodSeconds: 5', 'terminationGracePeriodSeconds: 5'],
    errors: [
      `${CONTAINER}.readinessProbe.terminationGracePeriodSeconds: Invalid value: 5: must not be set for readinessProbes`,
    ],
  },
  {
    when: 'a probe’s port is not a port name',
    file: 'storefront-web.yaml',
    edit: ['port: http', 'port: "8080"'],
    errors: [`${CONTAINER}.readinessProbe.httpGet.port: Invalid value: "8080": must contain at least one letter (a-z)`],
  },
  {
    when: 'a probe runs no command',
    file: 'order-worker.yaml',
    edit: [
      'command:\n                - sh\n                - -c\n                - \'ps aux | grep "[s]idekiq" > /dev/null\'',
      'command: []',
    ],
    errors: [`${CONTAINER}.livenessProbe.exec.command: Required value`],
  },
  {
    when: 'a hook sleeps longer than the pod may take to go',
    file: 'lifecycle-hooks.yaml',
    edit: ['seconds: 15', 'seconds: 121'],
    errors: [
      `${POD}.containers[1].lifecycle.preStop.sleep: Invalid value: 121: must be non-negative and less than terminationGracePeriodSeconds (120)`,
    ],
  },
  {
    when: 'an environment name is empty',
    file: 'order-worker.yaml',
    edit: ['name: CONCURRENCY', 'name: ""'],
    errors: [`${CONTAINER}.env[0].name: Required value`],
  },
  {
    when: 'an environment name is not ASCII',
    file: 'many-languages.yaml',
    edit: ['name: GREETING_KO', 'name: 인사'],
    errors: [
      `${CONTAINER}.env[0].name: Invalid value: "인사": a valid environment variable name must consist only of printable ASCII characters other than '='`,
    ],
  },
  {
    when: 'a variable has a value and a source',
    file: 'checkout-api.yaml',
    edit: ['              valueFrom:\n', '              value: x\n              valueFrom:\n'],
    errors: [`${CONTAINER}.env[1].valueFrom: Invalid value: "": may not be specified when \`value\` is not empty`],
  },
  {
    when: 'a field of the pod cannot be given to it',
    file: 'env-references.yaml',
    edit: ['fieldPath: metadata.uid', 'fieldPath: spec.restartPolicy'],
    errors: [
      `${CONTAINER}.env[1].valueFrom.fieldRef.fieldPath: Unsupported value: "spec.restartPolicy": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"`,
    ],
  },
  {
    when: 'envFrom names nothing',
    file: 'checkout-api.yaml',
    edit: ['            - configMapRef:\n                name: checkout-settings\n', '            - prefix: A_\n'],
    errors: [`${CONTAINER}.envFrom: Invalid value: "": must specify one of: \`configMapRef\` or \`secretRef\``],
  },
  {
    when: 'a request is above its limit',
    file: 'checkout-api.yaml',
    edit: ['requests: { cpu: 500m', 'requests: { cpu: 3'],
    errors: [`${CONTAINER}.resources.requests: Invalid value: "3": must be less than or equal to cpu limit of 2`],
  },
  {
    when: 'a limit is negative',
    file: 'storefront-web.yaml',
    edit: ['memory: 256Mi', 'ephemeral-storage: -1Mi'],
    errors: [`${CONTAINER}.resources.limits[ephemeral-storage]: Invalid value: "-1Mi": ${NOT_NEGATIVE}`],
  },
  {
    when: 'half a GPU is wanted',
    file: 'gpu-inference.yaml',
    edit: ['nvidia.com/gpu: 8', 'nvidia.com/gpu: 0.5'],
    errors: [`${CONTAINER}.resources.limits[nvidia.com/gpu]: Invalid value: "500m": must be an integer`],
  },
  {
    when: 'a resource is unknown',
    file: 'gpu-inference.yaml',
    edit: ['nvidia.com/gpu: 8', 'gpu: 8'],
    errors: [
      `${CONTAINER}.resources.limits[gpu]: Invalid value: "gpu": must be a standard resource type or fully qualified`,
      `${CONTAINER}.resources.limits[gpu]: Invalid value: "gpu": must be a standard resource for containers`,
    ],
  },
  {
    when: 'a mount names no volume',
    file: 'storefront-web.yaml',
    edit: ['name: cache', 'name: cash'],
    errors: [`${CONTAINER}.volumeMounts[0].name: Not found: "cash"`],
  },
  {
    when: 'two mounts are at one place',
    file: 'pgbouncer-proxy.yaml',
    edit: ['mountPath: /etc/pgbouncer/users', 'mountPath: /etc/pgbouncer/pgbouncer.ini'],
    errors: [`${CONTAINER}.volumeMounts[1].mountPath: Invalid value: "/etc/pgbouncer/pgbouncer.ini": must be unique`],
  },
  {
    when: 'a sub path climbs out',
    file: 'pgbouncer-proxy.yaml',
    edit: ['subPath: pgbouncer.ini', 'subPath: ../pgbouncer.ini'],
    errors: [`${CONTAINER}.volumeMounts.subPath: Invalid value: "../pgbouncer.ini": must not contain '..'`],
  },
  {
    when: 'a file mode was meant as octal',
    file: 'pgbouncer-proxy.yaml',
    edit: ['defaultMode: 0644', 'defaultMode: 644'],
    errors: [
      `${POD}.volumes[0].configMap.defaultMode: Invalid value: 644: must be a number between 0 and 0777 (octal), both inclusive`,
      `${CONTAINER}.volumeMounts[0].name: Not found: "settings"`,
    ],
  },
  {
    when: 'two volumes bear one name',
    file: 'host-agent.yaml',
    edit: ['{ name: zone, hostPath', '{ name: state, hostPath'],
    errors: [
      `${POD}.volumes[3].name: Duplicate value: "state"`,
      `${CONTAINER}.volumeMounts[3].name: Not found: "zone"`,
    ],
  },
  {
    when: 'a volume has two sources',
    file: 'host-agent.yaml',
    edit: ['{ name: zone, hostPath', '{ name: zone, emptyDir: {}, hostPath'],
    errors: [
      `${POD}.volumes[3].hostPath: Forbidden: may not specify more than 1 volume type`,
      `${CONTAINER}.volumeMounts[3].name: Not found: "zone"`,
    ],
  },
  {
    when: 'a claim is not named',
    file: 'cache-claim.yaml',
    edit: ['claimName: search-index', 'claimName: ""'],
    errors: [
      `${POD}.volumes[0].persistentVolumeClaim.claimName: Required value`,
      `${CONTAINER}.volumeMounts[0].name: Not found: "data"`,
    ],
  },
  {
    when: 'a toleration exists with a value',
    file: 'tolerations-priority.yaml',
    edit: ['operator: Equal', 'operator: Exists'],
    errors: [
      `${POD}.tolerations[0].operator: Invalid value: "batch": value must be empty when \`operator\` is 'Exists'`,
    ],
  },
  {
    when: 'a toleration in time is for another effect',
    file: 'tolerations-priority.yaml',
    edit: ['effect: NoExecute, tolerationSeconds: 30', 'effect: NoSchedule, tolerationSeconds: 30'],
    errors: [
      `${POD}.tolerations[1].effect: Invalid value: "NoSchedule": effect must be 'NoExecute' when \`tolerationSeconds\` is set`,
    ],
  },
  {
    when: 'the skew is zero',
    file: 'topology-spread.yaml',
    edit: ['maxSkew: 1', 'maxSkew: 0'],
    errors: [`${POD}.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero`],
  },
  {
    when: 'a spread knows no way out',
    file: 'topology-spread.yaml',
    edit: ['whenUnsatisfiable: ScheduleAnyway', 'whenUnsatisfiable: Never'],
    errors: [
      `${POD}.topologySpreadConstraints[1].whenUnsatisfiable: Unsupported value: "Never": supported values: "DoNotSchedule", "ScheduleAnyway"`,
    ],
  },
  {
    when: 'an affinity’s operator is unknown',
    file: 'affinity.yaml',
    edit: ['operator: In, values: [amd64, arm64]', 'operator: Is, values: [amd64, arm64]'],
    errors: [
      `${POD}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].operator: Invalid value: "Is": not a valid selector operator`,
    ],
  },
  {
    when: 'a preference weighs too much',
    file: 'affinity.yaml',
    edit: ['weight: 100', 'weight: 101'],
    errors: [
      `${POD}.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 101: must be in the range 1-100`,
    ],
  },
  {
    when: 'an anti-affinity has no topology',
    file: 'affinity.yaml',
    edit: ['topologyKey: kubernetes.io/hostname', 'topologyKey: ""'],
    errors: [
      `${POD}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Required value: can not be empty`,
      `${POD}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Invalid value: "": name part must be non-empty`,
      `${POD}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Invalid value: "": ${NAME_PART}`,
    ],
  },
  {
    when: 'the DNS policy is unknown',
    file: 'host-agent.yaml',
    edit: ['dnsPolicy: ClusterFirstWithHostNet', 'dnsPolicy: Cluster'],
    errors: [
      `${POD}.dnsPolicy: Unsupported value: "Cluster": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"`,
    ],
  },
  {
    when: 'the DNS policy is None without servers',
    file: 'dns-and-hosts.yaml',
    edit: ['nameservers: [192.0.2.53, "2001:db8::53"]', 'nameservers: []'],
    errors: [
      `${POD}.dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when \`dnsPolicy\` is None`,
    ],
  },
  {
    when: 'a host alias is no address',
    file: 'dns-and-hosts.yaml',
    edit: ['ip: 127.0.0.1', 'ip: localhost'],
    errors: [
      `${POD}.hostAliases[0].ip: Invalid value: "localhost": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)`,
    ],
  },
  {
    when: 'a user id is negative',
    file: 'hardened.yaml',
    edit: ['runAsUser: 65532', 'runAsUser: -1'],
    errors: [`${POD}.securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive`],
  },
  {
    when: 'the service account is no name',
    file: 'storefront-web.yaml',
    edit: ['serviceAccountName: storefront', 'serviceAccountName: Storefront'],
    errors: [`${POD}.serviceAccountName: Invalid value: "Storefront": ${SUBDOMAIN}`],
  },
  {
    when: 'a template carries ephemeral containers',
    file: 'recreate.yaml',
    edit: ['restartPolicy: Always', 'ephemeralContainers: [{ name: debug, image: busybox }]'],
    errors: [`${POD}.ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template`],
  },
  {
    when: 'much is wrong at once',
    file: 'recreate.yaml',
    edit: [
      'image: registry.example.com/license/server:12',
      'env: [{ name: "", value: x }]\n          livenessProbe: { periodSeconds: -1 }\n          imagePullPolicy: Sometimes',
    ],
    errors: [
      `${CONTAINER}.image: Required value`,
      `${CONTAINER}.env[0].name: Required value`,
      `${CONTAINER}.imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"`,
      `${CONTAINER}.livenessProbe: Required value: must specify a handler type`,
      `${CONTAINER}.livenessProbe.periodSeconds: Invalid value: -1: ${NOT_NEGATIVE}`,
    ],
  },
];

const NOT_A_DEPLOYMENT = 'Deployment in version "v1" cannot be handled as a Deployment:';
const unmarshal = (kind: string, field: string, type: string): string =>
  `${NOT_A_DEPLOYMENT} json: cannot unmarshal ${kind} into Go struct field ${field} of type ${type}`;

/** Refused before validation: 400, one message. */
export const UNREADABLE_MANIFESTS: readonly BrokenManifest[] = [
  {
    when: 'a field is misspelt',
    file: 'storefront-web.yaml',
    edit: ['replicas: 4', 'replicaz: 4'],
    errors: [`${NOT_A_DEPLOYMENT} strict decoding error: unknown field "spec.replicaz"`],
  },
  {
    when: 'two fields are misspelt, one in a list',
    file: 'pod-resources.yaml',
    edit: ['image: registry.example.com/helper:1', 'Image: x\n          livenesProbe: {}'],
    errors: [
      `${NOT_A_DEPLOYMENT} strict decoding error: unknown field "spec.template.spec.containers[1].Image", unknown field "spec.template.spec.containers[1].livenesProbe"`,
    ],
  },
  {
    when: 'anchors are kept at the top',
    file: 'recreate.yaml',
    edit: ['spec:', 'x-common: &common {}\nspec:'],
    errors: [`${NOT_A_DEPLOYMENT} strict decoding error: unknown field "x-common"`],
  },
  {
    when: 'replicas are a word',
    file: 'storefront-web.yaml',
    edit: ['replicas: 4', 'replicas: four'],
    errors: [unmarshal('string', 'DeploymentSpec.spec.replicas', 'int32')],
  },
  {
    when: 'replicas are a number in quotes',
    file: 'storefront-web.yaml',
    edit: ['replicas: 4', 'replicas: "4"'],
    errors: [unmarshal('string', 'DeploymentSpec.spec.replicas', 'int32')],
  },
  {
    when: 'replicas are a fraction',
    file: 'storefront-web.yaml',
    edit: ['replicas: 4', 'replicas: 4.5'],
    errors: [unmarshal('number 4.5', 'DeploymentSpec.spec.replicas', 'int32')],
  },
  {
    when: 'replicas are more than an int32 holds',
    file: 'storefront-web.yaml',
    edit: ['replicas: 4', 'replicas: 2147483648'],
    errors: [unmarshal('number 2147483648', 'DeploymentSpec.spec.replicas', 'int32')],
  },
  {
    when: 'paused is in quotes',
    file: 'paused.yaml',
    edit: ['paused: true', 'paused: "true"'],
    errors: [unmarshal('string', 'DeploymentSpec.spec.paused', 'bool')],
  },
  {
    when: 'an environment value is a bare number',
    file: 'order-worker.yaml',
    edit: ['value: "25"', 'value: 25'],
    errors: [unmarshal('number', 'EnvVar.spec.template.spec.containers.env.value', 'string')],
  },
  {
    when: 'an environment value is a bare yes',
    file: 'order-worker.yaml',
    edit: ['value: "25"', 'value: yes'],
    errors: [unmarshal('bool', 'EnvVar.spec.template.spec.containers.env.value', 'string')],
  },
  {
    when: 'a version label is a bare number',
    file: 'storefront-web.yaml',
    edit: ['app.kubernetes.io/version: "4.17.2"', 'app.kubernetes.io/version: 4.1'],
    errors: [unmarshal('number', 'ObjectMeta.metadata.labels', 'string')],
  },
  {
    when: 'an annotation of the template is a bare true',
    file: 'storefront-web.yaml',
    edit: ['prometheus.io/scrape: "true"', 'prometheus.io/scrape: true'],
    errors: [unmarshal('bool', 'ObjectMeta.spec.template.metadata.annotations', 'string')],
  },
  {
    when: 'the name is a bare y',
    file: 'storefront-web.yaml',
    edit: ['name: storefront-web', 'name: y'],
    errors: [unmarshal('bool', 'ObjectMeta.metadata.name', 'string')],
  },
  {
    when: 'an argument is a bare number',
    file: 'quoted-scalars.yaml',
    edit: ['command: ["sleep", "3600"]', 'command: [sleep, 3600]'],
    errors: [unmarshal('number', 'Container.spec.template.spec.containers.command', 'string')],
  },
  {
    when: 'a port is in quotes',
    file: 'storefront-web.yaml',
    edit: ['containerPort: 8080', 'containerPort: "8080"'],
    errors: [unmarshal('string', 'ContainerPort.spec.template.spec.containers.ports.containerPort', 'int32')],
  },
  {
    when: 'containers are a map',
    file: 'recreate.yaml',
    edit: ['        - name: server\n          image', '          name: server\n          image'],
    errors: [unmarshal('object', 'PodSpec.spec.template.spec.containers', '[]v1.Container')],
  },
  {
    when: 'a quantity is no number',
    file: 'storefront-web.yaml',
    edit: ['memory: 128Mi', 'memory: lots'],
    errors: [
      `${NOT_A_DEPLOYMENT} quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`,
    ],
  },
  {
    when: 'a fencepost is a truth',
    file: 'percent-fenceposts.yaml',
    edit: ['maxSurge: 33%', 'maxSurge: yes'],
    errors: [`${NOT_A_DEPLOYMENT} json: cannot unmarshal bool into Go value of type int32`],
  },
];

/** Refused before it is JSON: where, and what the reader says. */
export const MALFORMED_MANIFESTS: readonly BrokenManifest[] = [
  {
    when: 'a tab indents',
    file: 'recreate.yaml',
    edit: ['  replicas: 5', '\treplicas: 5'],
    errors: ['line 7, column 1: Tabs are not allowed as indentation'],
  },
  {
    when: 'a key is there twice',
    file: 'recreate.yaml',
    edit: ['  replicas: 5', '  replicas: 5\n  replicas: 6'],
    errors: ['line 8, column 3: key "replicas" is already set'],
  },
  {
    when: 'a quote is left open',
    file: 'recreate.yaml',
    edit: ['name: server', 'name: "server'],
    errors: ['line 23, column 1: Missing closing "quote'],
  },
  {
    when: 'a value has a second colon',
    file: 'recreate.yaml',
    edit: ['name: server', 'name: server: 1'],
    errors: ['line 21, column 17: Nested mappings are not allowed in compact mappings'],
  },
  {
    when: 'a bracket is left open',
    file: 'flow-style.yaml',
    edit: ['labels: {app: flow-style,},}', 'labels: {app: flow-style,}'],
    errors: ['line 18, column 1: Flow map must end with a }'],
  },
  {
    when: 'an indent is one too many',
    file: 'recreate.yaml',
    edit: ['  replicas: 5', '   replicas: 5'],
    errors: ['line 8, column 1: All mapping items must start at the same column'],
  },
  {
    when: 'an alias has no anchor',
    file: 'anchors-and-merges.yaml',
    edit: ['value: *name', 'value: *nome'],
    errors: ["line 27, column 22: unknown anchor 'nome' referenced"],
  },
  {
    when: 'a merge is of a text',
    file: 'anchors-and-merges.yaml',
    edit: ['- <<: *worker', '- <<: *name'],
    errors: ['line 32, column 15: map merge requires map or sequence of maps as the value'],
  },
  {
    when: 'a value begins with an at sign',
    file: 'recreate.yaml',
    edit: ['name: server', 'name: @server'],
    errors: ['line 21, column 17: Plain value cannot start with reserved character @'],
  },
  {
    when: 'a percent sign begins a value',
    file: 'recreate.yaml',
    edit: ['name: server', 'name: %server'],
    errors: ['line 21, column 17: Plain value cannot start with directive indicator character %'],
  },
  {
    when: 'a template language is left in',
    file: 'recreate.yaml',
    edit: ['name: server', 'name: {{ .Values.name }}'],
    errors: ['line 21, column 18: a key must be a text, a number or a boolean'],
  },
  {
    when: 'a number is infinite',
    file: 'recreate.yaml',
    edit: ['replicas: 5', 'replicas: .inf'],
    errors: ['line 7, column 13: JSON cannot hold the number .inf'],
  },
  {
    when: 'a key is nothing',
    file: 'recreate.yaml',
    edit: ['replicas: 5', 'replicas: 5\n  ~: 1'],
    errors: ['line 8, column 3: a key must be a text, a number or a boolean'],
  },
  {
    when: 'a comma is forgotten in JSON',
    file: 'escapes.json',
    edit: ['"kind": "Deployment",', '"kind": "Deployment"'],
    errors: ['line 4, column 2: Missing , between flow map items'],
  },
  {
    when: 'the second document is a list',
    file: 'several-documents.yaml',
    edit: ['--- # green', '---\n- green\n---'],
    errors: ['line 23, column 1: a manifest must be an object'],
  },
  {
    when: 'a List holds a text',
    file: 'list.yaml',
    edit: ['items:', 'items:\n  - text'],
    errors: ['line 2, column 1: items[0] of a List must be an object'],
  },
  {
    when: 'a merge conflict is left in',
    file: 'recreate.yaml',
    edit: ['  replicas: 5', '<<<<<<< HEAD\n  replicas: 5\n=======\n  replicas: 6\n>>>>>>> other'],
    errors: ['line 7, column 1: Implicit keys need to be on a single line'],
  },
];
