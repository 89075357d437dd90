import { parseImage } from '../image/parse-image.js';
import type { JsonObject } from '../json.js';
import { textOf } from '../json-shape.js';
import { roundToMilli } from '../quantity/round-to-milli.js';
import type { DefaultsByType } from '../schema/stored-form.js';
import { scalarText } from '../scalar-text.js';

const missing =
  (defaults: JsonObject) =>
  (fields: JsonObject): JsonObject => ({ ...defaults, ...fields });

// 0644 in octal.
const FILE_MODE = missing({ defaultMode: 420 });

/**
 * What the API server fills into a pod template (pkg/apis/core/v1/defaults.go). A template is no Pod: requests are not
 * copied from limits, host ports not from ports, and service links not enabled; that is done when its Pods are made.
 */
export const POD_TEMPLATE_DEFAULTS: DefaultsByType = {
  'v1.PodSpec': (spec) => withServiceAccount({ ...POD_SPEC, ...spec }),
  'v1.Container': (container) => ({ ...CONTAINER, imagePullPolicy: pullPolicy(container.image), ...container }),
  'v1.EphemeralContainer': (container) => ({
    ...CONTAINER,
    imagePullPolicy: pullPolicy(container.image),
    ...container,
  }),
  'v1.ContainerPort': missing({ protocol: 'TCP' }),
  'v1.Probe': missing({ timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }),
  'v1.HTTPGetAction': missing({ path: '/', scheme: 'HTTP' }),
  'v1.GRPCAction': missing({ service: '' }),
  'v1.ObjectFieldSelector': missing({ apiVersion: 'v1' }),
  'v1.FileKeySelector': missing({ optional: false }),
  'v1.Volume': (volume) => (Object.keys(volume).some((key) => key !== 'name') ? volume : { ...volume, emptyDir: {} }),
  'v1.HostPathVolumeSource': missing({ type: '' }),
  'v1.SecretVolumeSource': FILE_MODE,
  'v1.ConfigMapVolumeSource': FILE_MODE,
  'v1.DownwardAPIVolumeSource': FILE_MODE,
  'v1.ProjectedVolumeSource': FILE_MODE,
  'v1.ServiceAccountTokenProjection': missing({ expirationSeconds: 3600 }),
  'v1.ISCSIVolumeSource': missing({ iscsiInterface: 'default' }),
  'v1.RBDVolumeSource': missing({ pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' }),
  'v1.AzureDiskVolumeSource': missing({ cachingMode: 'ReadWrite', fsType: 'ext4', readOnly: false, kind: 'Shared' }),
  'v1.ScaleIOVolumeSource': missing({ storageMode: 'ThinProvisioned', fsType: 'xfs' }),
  'v1.ImageVolumeSource': (image) => ({ pullPolicy: pullPolicy(image.reference), ...image }),
  'v1.PersistentVolumeClaimSpec': missing({ volumeMode: 'Filesystem' }),
  'v1.ResourceList': (amounts) =>
    Object.fromEntries(
      Object.entries(amounts).map(([name, amount]) => [name, roundToMilli(scalarText(amount ?? '0'))]),
    ),
};

const POD_SPEC: JsonObject = {
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  securityContext: {},
  schedulerName: 'default-scheduler',
};

const CONTAINER: JsonObject = {
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
};

function pullPolicy(image: JsonObject[string]): string {
  return parseImage(textOf(image))?.tagOrLatest === 'latest' ? 'Always' : 'IfNotPresent';
}

// `serviceAccount` is the old name of the same field; both are written.
function withServiceAccount(spec: JsonObject): JsonObject {
  const name = spec.serviceAccountName ?? spec.serviceAccount;
  return name === undefined ? spec : { ...spec, serviceAccountName: name, serviceAccount: name };
}
