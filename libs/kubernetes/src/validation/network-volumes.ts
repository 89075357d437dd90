import type { Json } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { against, type Causes, invalid, NONE, required, tooLong, when } from './cause.js';
import { dnsSubdomain } from './name-rules.js';
import { between, needs, type Rule } from './value-rules.js';

const INITIATORS = [
  /^iqn\.\d{4}-\d{2}\.[A-Za-z0-9\-.]+:[^,;*&$|\s]+$/,
  /^eui.[A-Za-z0-9]{16}$/,
  /^naa.[A-Za-z0-9]{32}$/,
];

export const iscsiVolume: Rule = (volume, field) => {
  const { iqn, lun, chapAuthDiscovery, chapAuthSession, secretRef, initiatorName } = objectOf(volume);
  const needsSecret = (chapAuthDiscovery === true || chapAuthSession === true) && secretRef === undefined;
  return [
    ...needs(volume, field, 'targetPortal', 'iqn'),
    ...initiator(iqn, `${field}.iqn`),
    ...between(lun ?? 0, `${field}.lun`, 0, 255),
    ...when(needsSecret, required(`${field}.secretRef`)),
    ...initiator(initiatorName, `${field}.initiatorname`),
  ];
};

export const fcVolume: Rule = (volume, field) => {
  const { targetWWNs, wwids, lun } = objectOf(volume);
  const [targets, ids] = [listOf(targetWWNs).length, listOf(wwids).length];
  const [at, lunAt] = [`${field}.targetWWNs`, `${field}.lun`];
  const both = invalid(at, targetWWNs, 'targetWWNs and wwids can not be specified simultaneously');
  const missing = required(lunAt, 'lun is required if targetWWNs is specified');
  const lunCauses = lun === undefined ? [missing] : between(lun, lunAt, 0, 255);
  return [
    ...when(targets + ids === 0, required(at, 'must specify either targetWWNs or wwids, but not both')),
    ...when(targets > 0 && ids > 0, both),
    ...(targets > 0 ? lunCauses : NONE),
  ];
};

export const quobyteVolume: Rule = (volume, field) => {
  const { registry, tenant } = objectOf(volume);
  return [...registryCauses(textOf(registry), textOf(tenant), field), ...needs(volume, field, 'volume')];
};

export const csiVolume: Rule = (volume, field) => {
  const { driver, nodePublishSecretRef } = objectOf(volume);
  const name = textOf(driver);
  const at = `${field}.driver`;
  return [
    ...when(name === '', required(at)),
    ...when(name.length > 63, tooLong(at, 63)),
    ...(name === '' ? NONE : against((value) => dnsSubdomain(value.toLowerCase()), at, name)),
    ...(nodePublishSecretRef === undefined
      ? NONE
      : needs(nodePublishSecretRef, `${field}.nodePublishSecretRef`, 'name')),
  ];
};

function initiator(value: Json | undefined, field: string): Causes {
  const name = textOf(value);
  if (name === '' || INITIATORS.some((pattern) => pattern.test(name))) return NONE;
  const hasPrefix = /^(iqn|eui|naa)/.test(name);
  return [invalid(field, name, `must be valid format${hasPrefix ? '' : ' starting with iqn, eui, or naa'}`)];
}

function registryCauses(registry: string, tenant: string, field: string): Causes {
  const words = 'must be a host:port pair or multiple pairs separated by commas';
  if (registry === '') return [required(`${field}.registry`, words)];
  if (tenant.length >= 65)
    return [required(`${field}.tenant`, 'must be a UUID and may not exceed a length of 64 characters')];
  const wrong = registry.split(',').filter((pair) => !/^[^:]*:[^:]*$/.test(pair));
  return wrong.map(() => invalid(`${field}.registry`, registry, words));
}
