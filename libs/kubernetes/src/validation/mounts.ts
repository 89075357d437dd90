import { repeats } from '../repeats.js';
import type { JsonObject } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { type Causes, forbidden, invalid, NONE, notFound, notSupported, required, when } from './cause.js';
import { descendingPath, noBacksteps, optionalOneOf } from './value-rules.js';

/** The volumes of a pod that are valid themselves, by name. */
export type Volumes = ReadonlyMap<string, JsonObject>;

/** Where one container mounts volumes. */
export function validateMounts(container: JsonObject, field: string, volumes: Volumes): Causes {
  const mounts = listOf(container.volumeMounts).map(objectOf);
  const devices = listOf(container.volumeDevices).map(objectOf);
  const isRepeated = repeats(mounts.map(({ mountPath }) => textOf(mountPath)));
  const list = `${field}.volumeMounts`;
  return mounts.flatMap((mount, index) => [
    ...placeCauses(mount, `${list}[${index}]`, {
      volumes,
      devices,
      isTaken: isRepeated[index] === true,
    }),
    // Kubernetes itself forgets the index from here on.
    ...subPathCauses(
      mount,
      list,
      volumes.get(textOf(mount.name))?.image !== undefined ? `${list}[${index}]` : undefined,
    ),
    ...propagationCauses(mount, `${list}.mountPropagation`, container),
    ...recursiveReadOnly(mount, `${list}.recursiveReadOnly`),
  ]);
}

/** Where one container sees volumes as block devices. */
export function validateDevices(container: JsonObject, field: string, volumes: Volumes): Causes {
  const devices = listOf(container.volumeDevices).map(objectOf);
  const mounts = listOf(container.volumeMounts).map(objectOf);
  const [names, paths] = ['name', 'devicePath'].map((key) => repeats(devices.map((device) => textOf(device[key]))));
  return devices.flatMap((device, index) => {
    const at = `${field}.volumeDevices[${index}]`;
    const [name, path] = [textOf(device.name), textOf(device.devicePath)];
    return [
      ...when(name === '', required(`${at}.name`)),
      ...when(names?.[index] === true, invalid(`${at}.name`, name, 'must be unique')),
      ...blockSource(name, `${at}.name`, volumes),
      ...when(path === '', required(`${at}.devicePath`)),
      ...when(paths?.[index] === true, invalid(`${at}.devicePath`, path, 'must be unique')),
      ...noBacksteps(path, '').map(() => invalid(`${at}.devicePath`, path, "can not contain backsteps ('..')")),
      ...overlap(mounts, { name, path, at, pathKey: 'mountPath', list: 'volumeMounts', ownKey: 'devicePath' }),
    ];
  });
}

type Place = Readonly<{ volumes: Volumes; devices: readonly JsonObject[]; isTaken: boolean }>;

function placeCauses(mount: JsonObject, at: string, { volumes, devices, isTaken }: Place): Causes {
  const [name, path] = [textOf(mount.name), textOf(mount.mountPath)];
  return [
    ...when(name === '', required(`${at}.name`)),
    ...when(!volumes.has(name), notFound(`${at}.name`, name)),
    ...when(path === '', required(`${at}.mountPath`)),
    ...when(isTaken, invalid(`${at}.mountPath`, path, 'must be unique')),
    ...overlap(devices, { name, path, at, pathKey: 'devicePath', list: 'volumeDevices', ownKey: 'mountPath' }),
  ];
}

type Overlap = Readonly<{ name: string; path: string; at: string; pathKey: string; list: string; ownKey: string }>;

function overlap(others: readonly JsonObject[], { name, path, at, pathKey, list, ownKey }: Overlap): Causes {
  const isNamed = others.some((other) => other.name === name);
  const isAtPath = others.some((other) => other[pathKey] === path);
  return [
    ...when(isNamed, invalid(`${at}.name`, name, `must not already exist in ${list}`)),
    ...when(isAtPath, invalid(`${at}.${ownKey}`, path, `must not already exist as a path in ${list}`)),
  ];
}

function subPathCauses({ subPath, subPathExpr }: JsonObject, list: string, image: string | undefined): Causes {
  const [path, expression] = [textOf(subPath), textOf(subPathExpr)];
  const refused = 'not allowed in image volume sources';
  return [
    ...when(image !== undefined && path !== '', invalid(`${image ?? ''}.subPath`, path, refused)),
    ...when(image !== undefined && expression !== '', invalid(`${image ?? ''}.subPathExpr`, expression, refused)),
    ...descendingPath(path, `${list}.subPath`),
    ...when(
      path !== '' && expression !== '',
      invalid(`${list}.subPathExpr`, expression, 'subPathExpr and subPath are mutually exclusive'),
    ),
    ...descendingPath(expression, `${list}.subPathExpr`),
  ];
}

const propagation = optionalOneOf(['Bidirectional', 'HostToContainer', 'None']);

function propagationCauses({ mountPropagation }: JsonObject, field: string, container: JsonObject): Causes {
  const isPrivileged = objectOf(container.securityContext).privileged === true;
  const refused = 'Bidirectional mount propagation is available only to privileged containers';
  return [
    ...propagation(mountPropagation, field),
    ...when(mountPropagation === 'Bidirectional' && !isPrivileged, forbidden(field, refused)),
  ];
}

function recursiveReadOnly({ recursiveReadOnly: mode, readOnly, mountPropagation }: JsonObject, field: string): Causes {
  if (mode === undefined || mode === 'Disabled') return NONE;
  if (mode !== 'Enabled' && mode !== 'IfPossible')
    return [notSupported(field, mode, ['Disabled', 'Enabled', 'IfPossible'])];
  const isPropagated = mountPropagation !== undefined && mountPropagation !== 'None';
  return [
    ...when(readOnly !== true, forbidden(field, 'may only be specified when readOnly is true')),
    ...when(isPropagated, forbidden(field, 'may only be specified when mountPropagation is None or not specified')),
  ];
}

function blockSource(name: string, field: string, volumes: Volumes): Causes {
  const source = volumes.get(name);
  if (source === undefined) return [notFound(field, name)];
  const isClaim = source.persistentVolumeClaim !== undefined || source.ephemeral !== undefined;
  const refused = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode';
  return when(!isClaim, invalid(field, name, refused));
}
