import { listOf, objectOf, textOf } from '../json-shape.js';
import { parseQuantity } from '../quantity/parse-quantity.js';
import { scalarText } from '../scalar-text.js';
import { type Causes, forbidden, invalid, NONE, notSupported, required, when } from './cause.js';
import { ephemeralVolume } from './ephemeral-volume.js';
import { csiVolume, fcVolume, iscsiVolume, quobyteVolume } from './network-volumes.js';
import { projectedVolume } from './projected-volume.js';
import {
  descendingPath,
  each,
  fileMode,
  needs,
  noBacksteps,
  oneOf,
  optionalOneOf,
  outside,
  type Rule,
} from './value-rules.js';
import { downwardFile, keyToPath } from './volume-files.js';

type Source = Readonly<{
  name: string;
  /** Where Kubernetes looks for its fields, when it is not under its name. */
  shownAs?: string;
  rule: Rule;
}>;

const having =
  (...names: readonly string[]): Rule =>
  (value, field) =>
    needs(value, field, ...names);

const HOST_PATH_TYPES = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

const hostPath: Rule = (value, field) => {
  const { path, type } = objectOf(value);
  if (textOf(path) === '') return [required(`${field}.path`)];
  return [...noBacksteps(path, `${field}.path`), ...optionalOneOf(HOST_PATH_TYPES)(type, `${field}.type`)];
};

const partition: Rule = (value, field) => outside(value, field, [0, 255], 'must be between 1 and 255, inclusive');

const disk =
  (name: string): Rule =>
  (value, field) => [...needs(value, field, name), ...partition(objectOf(value).partition, `${field}.partition`)];

const files =
  (name: string): Rule =>
  (value, field) => {
    const { defaultMode, items } = objectOf(value);
    return [
      ...needs(value, field, name),
      ...fileMode(defaultMode, `${field}.defaultMode`),
      ...each(items, `${field}.items`, keyToPath),
    ];
  };

const downwardAPI: Rule = (value, field) => {
  const { defaultMode, items } = objectOf(value);
  return [
    ...fileMode(defaultMode, `${field}.defaultMode`),
    ...listOf(items).flatMap((file) => downwardFile(file, field)),
  ];
};

const nfs: Rule = (value, field) => {
  const path = textOf(objectOf(value).path);
  return [
    ...needs(value, field, 'server', 'path'),
    ...when(!path.startsWith('/'), invalid(`${field}.path`, path, 'must be an absolute path')),
  ];
};

const flocker: Rule = (value, field) => {
  const [name, uuid] = [textOf(objectOf(value).datasetName), textOf(objectOf(value).datasetUUID)];
  const both = 'datasetName and datasetUUID can not be specified simultaneously';
  return [
    ...when(name === '' && uuid === '', required(field, 'one of datasetName and datasetUUID is required')),
    ...when(name !== '' && uuid !== '', invalid(field, 'resource', both)),
    ...when(name.includes('/'), invalid(`${field}.datasetName`, name, "must not contain '/'")),
  ];
};

const azureDisk: Rule = (value, field) => {
  const { cachingMode, kind, diskURI } = objectOf(value);
  return [
    ...needs(value, field, 'diskName', 'diskURI'),
    ...optionalOneOf(['None', 'ReadOnly', 'ReadWrite'])(cachingMode, `${field}.cachingMode`),
    ...optionalOneOf(['Dedicated', 'Managed', 'Shared'])(kind, `${field}.kind`),
    ...diskCauses(textOf(kind), textOf(diskURI), `${field}.diskURI`),
  ];
};

function diskCauses(kind: string, uri: string, field: string): Causes {
  if (kind === 'Managed') {
    const managed = '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}';
    return when(!uri.startsWith('/subscriptions/'), notSupported(field, uri, [managed]));
  }
  const blob = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd';
  return when(!uri.startsWith('https://'), notSupported(field, uri, [blob]));
}

const flexVolume: Rule = (value, field) => {
  const reserved = (key: string): boolean =>
    /\.(kubernetes|k8s)\.io$/.test(`.${key.toLowerCase().replace(/\/.*$/, '')}`);
  const keys = Object.keys(objectOf(objectOf(value).options))
    .sort()
    .filter(reserved);
  return [
    ...needs(value, field, 'driver'),
    ...keys.map((key) => invalid(`${field}.options[${key}]`, key, 'kubernetes.io and k8s.io namespaces are reserved')),
  ];
};

const gitRepo: Rule = (value, field) => [
  ...needs(value, field, 'repository'),
  ...descendingPath(objectOf(value).directory, `${field}.directory`),
];

const emptyDir: Rule = (value, field) => {
  const { sizeLimit } = objectOf(value);
  if (sizeLimit === undefined) return NONE;
  const isNegative = parseQuantity(scalarText(sizeLimit)).unscaled < 0n;
  return when(isNegative, forbidden(`${field}.sizeLimit`, 'SizeLimit field must be a valid resource quantity'));
};

const pullPolicy = oneOf(['Always', 'IfNotPresent', 'Never']);

/** Every kind of volume, in the order Kubernetes looks for them. */
export const VOLUME_SOURCES: readonly Source[] = [
  { name: 'emptyDir', rule: emptyDir },
  { name: 'hostPath', rule: hostPath },
  { name: 'gitRepo', rule: gitRepo },
  { name: 'gcePersistentDisk', shownAs: 'persistentDisk', rule: disk('pdName') },
  { name: 'awsElasticBlockStore', rule: disk('volumeID') },
  { name: 'secret', rule: files('secretName') },
  { name: 'nfs', rule: nfs },
  { name: 'iscsi', rule: iscsiVolume },
  { name: 'glusterfs', rule: having('endpoints', 'path') },
  { name: 'flocker', rule: flocker },
  { name: 'persistentVolumeClaim', rule: having('claimName') },
  { name: 'rbd', rule: having('monitors', 'image') },
  { name: 'cinder', rule: having('volumeID') },
  { name: 'cephfs', rule: having('monitors') },
  { name: 'quobyte', rule: quobyteVolume },
  { name: 'downwardAPI', rule: downwardAPI },
  { name: 'fc', rule: fcVolume },
  { name: 'flexVolume', rule: flexVolume },
  { name: 'configMap', rule: files('name') },
  { name: 'azureFile', rule: having('secretName', 'shareName') },
  { name: 'vsphereVolume', rule: having('volumePath') },
  { name: 'photonPersistentDisk', rule: having('pdID') },
  { name: 'portworxVolume', rule: having('volumeID') },
  { name: 'azureDisk', rule: azureDisk },
  { name: 'storageos', rule: having('volumeName') },
  { name: 'projected', rule: projectedVolume },
  { name: 'scaleIO', rule: having('gateway', 'system', 'volumeName') },
  { name: 'csi', rule: csiVolume },
  { name: 'ephemeral', rule: ephemeralVolume },
  { name: 'image', rule: (value, field) => pullPolicy(objectOf(value).pullPolicy, `${field}.pullPolicy`) },
];
