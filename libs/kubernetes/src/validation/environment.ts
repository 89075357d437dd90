import type { Json, JsonObject } from '../json.js';
import { objectOf, textOf } from '../json-shape.js';
import { against, type Causes, invalid, NONE, required } from './cause.js';
import { configMapKey, dnsSubdomain, environmentName } from './name-rules.js';
import { ENV_FIELDS, fieldRef } from './field-ref.js';
import { named } from './metadata.js';
import { resourceFieldRef } from './resource-field.js';
import { each, needs, type Rule } from './value-rules.js';

/** The variables of one container. */
export const validateEnv: Rule = (env, field) =>
  each(env, field, (variable, at) => {
    const { name } = objectOf(variable);
    const nameCauses =
      textOf(name) === '' ? [required(`${at}.name`)] : against(environmentName, `${at}.name`, textOf(name));
    return [...nameCauses, ...valueFrom(objectOf(variable), `${at}.valueFrom`)];
  });

/** Whole ConfigMaps and Secrets as variables. */
export const validateEnvFrom: Rule = (sources, field) =>
  each(sources, field, (source, at) => {
    const { prefix, configMapRef, secretRef } = objectOf(source);
    const count = [configMapRef, secretRef].filter((reference) => reference !== undefined).length;
    return [
      ...named(environmentName)(prefix, `${at}.prefix`),
      ...reference(configMapRef, `${at}.configMapRef`),
      ...reference(secretRef, `${at}.secretRef`),
      ...(count === 0 ? [invalid(field, '', 'must specify one of: `configMapRef` or `secretRef`')] : NONE),
      ...(count > 1 ? [invalid(field, '', 'may not have more than one field specified at a time')] : NONE),
    ];
  });

const SOURCES: Readonly<Record<string, Rule>> = {
  fieldRef: (value, field) => fieldRef(value, field, ENV_FIELDS),
  resourceFieldRef: (value, field) => resourceFieldRef(value, field, false),
  configMapKeyRef: keyRef,
  secretKeyRef: keyRef,
  fileKeyRef: (value, field) => needs(value, field, 'volumeName', 'path', 'key'),
};

function valueFrom({ value, valueFrom: from }: JsonObject, field: string): Causes {
  if (from === undefined) return NONE;
  const given = Object.entries(SOURCES).filter(([name]) => objectOf(from)[name] !== undefined);
  const causes = given.flatMap(([name, rule]) => rule(objectOf(from)[name], `${field}.${name}`));
  return [...causes, ...countCauses(given.length, textOf(value), field)];
}

function countCauses(count: number, value: string, field: string): Causes {
  if (count === 0) {
    const words =
      'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`';
    return [invalid(field, '', words)];
  }
  if (value !== '') return [invalid(field, '', 'may not be specified when `value` is not empty')];
  return count > 1 ? [invalid(field, '', 'may not have more than one field specified at a time')] : NONE;
}

function reference(value: Json | undefined, field: string): Causes {
  if (value === undefined) return NONE;
  const name = textOf(objectOf(value).name);
  return name === '' ? [required(`${field}.name`)] : against(dnsSubdomain, `${field}.name`, name);
}

function keyRef(value: Json | undefined, field: string): Causes {
  const { name, key } = objectOf(value);
  return [
    ...against(dnsSubdomain, `${field}.name`, textOf(name)),
    ...(textOf(key) === '' ? [required(`${field}.key`)] : against(configMapKey, `${field}.key`, textOf(key))),
  ];
}
