import type { Json, JsonObject } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { against, type Causes, duplicate, forbidden, required } from './cause.js';
import type { Volumes } from './mounts.js';
import { dnsLabel } from './name-rules.js';
import { VOLUME_SOURCES } from './volume-sources.js';

/** The volumes of a pod, and what is wrong with them. Only valid ones can be mounted. */
export function validateVolumes(
  volumes: Json | undefined,
  field: string,
): Readonly<{ causes: Causes; valid: Volumes }> {
  const valid = new Map<string, JsonObject>();
  const causes = listOf(volumes).flatMap((element, index) => {
    const volume = objectOf(element);
    const found = [
      ...sourceCauses(volume, `${field}[${index}]`),
      ...nameCauses(volume, `${field}[${index}].name`, valid),
    ];
    if (found.length === 0) valid.set(textOf(volume.name), volume);
    return found;
  });
  return { causes, valid };
}

function nameCauses({ name }: JsonObject, field: string, valid: Volumes): Causes {
  const text = textOf(name);
  if (text === '') return [required(field)];
  return [...against(dnsLabel, field, text), ...(valid.has(text) ? [duplicate(field, text)] : [])];
}

// Exactly one source: the first counts, every other is refused.
function sourceCauses(volume: JsonObject, field: string): Causes {
  const given = VOLUME_SOURCES.filter(({ name }) => volume[name] !== undefined);
  if (given.length === 0) return [required(field, 'must specify a volume type')];
  return given.flatMap(({ name, shownAs, rule }, index) => {
    if (index > 0) return [forbidden(`${field}.${name}`, 'may not specify more than 1 volume type')];
    return rule(volume[name], `${field}.${shownAs ?? name}`);
  });
}
