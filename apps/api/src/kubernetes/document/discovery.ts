import {
  aggregatedDiscovery,
  apiGroup,
  coreVersions,
  type DiscoveryVersion,
  groupList,
  groupsOf,
  resourceList,
} from '#libs/kubernetes-api';
import type { JsonObject } from '#libs/kubernetes';
import { type ObjectAnswer, ok } from '../answer.js';
import { DISCOVERABLE } from '../discoverable.js';
import { parseAccept } from '../http/media-range.js';

/** What is served, for `/api`, `/apis` and below; undefined for a path of nothing. */
export function discoveryAt(parts: readonly string[], accept: string): ObjectAnswer | undefined {
  const [root, group, version, ...more] = parts;
  if (more.length > 0) return undefined;
  if (root === 'api')
    return group === undefined
      ? core(accept)
      : found(version === undefined ? resourceList(DISCOVERABLE, group) : undefined);
  if (root !== 'apis') return undefined;
  if (group === undefined) return groups(accept);
  return found(
    version === undefined ? apiGroup(DISCOVERABLE, group) : resourceList(DISCOVERABLE, `${group}/${version}`),
  );
}

function core(accept: string): ObjectAnswer {
  return aggregated([''], accept) ?? ok(coreVersions());
}

function groups(accept: string): ObjectAnswer {
  return aggregated(groupsOf(DISCOVERABLE), accept) ?? ok(groupList(DISCOVERABLE));
}

// In exactly the version asked for: an older client does not read a newer one.
function aggregated(names: readonly string[], accept: string): ObjectAnswer | undefined {
  const version = parseAccept(accept)
    .map(({ parameters }) => parameters)
    .find(({ as, g, v }) => as === AS && g === GROUP && isKnown(v))?.v;
  if (!isKnown(version)) return undefined;
  const contentType = `application/json;g=${GROUP};v=${version};as=${AS}`;
  return { ...ok(aggregatedDiscovery(DISCOVERABLE, names, version)), contentType };
}

const AS = 'APIGroupDiscoveryList';
const GROUP = 'apidiscovery.k8s.io';

function isKnown(version: string | undefined): version is DiscoveryVersion {
  return version === 'v2' || version === 'v2beta1';
}

function found(object: JsonObject | undefined): ObjectAnswer | undefined {
  return object && ok(object);
}
