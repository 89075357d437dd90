import type { Json } from '../json.js';
import { listOf, objectOf } from '../json-shape.js';
import { compareQuantities } from '../quantity/compare-quantities.js';
import { parseQuantity } from '../quantity/parse-quantity.js';
import { scalarText } from '../scalar-text.js';
import { type Causes, invalid, required, when } from './cause.js';
import { validateLabelSelector } from './label-selector.js';
import { validateAnnotations, validateLabels } from './metadata.js';
import { quantityCauses } from './resources.js';
import { each, optionalOneOf, type Rule } from './value-rules.js';

const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** A volume whose claim is made with the Pod. */
export const ephemeralVolume: Rule = (volume, field) => {
  const template = objectOf(volume).volumeClaimTemplate;
  const at = `${field}.volumeClaimTemplate`;
  if (template === undefined) return [required(at)];
  const { metadata, spec } = objectOf(template);
  const { labels, annotations } = objectOf(metadata);
  return [
    ...validateLabels(labels, `${at}.metadata.labels`),
    ...validateAnnotations(annotations, `${at}.metadata.annotations`),
    ...claimCauses(spec, `${at}.spec`),
  ];
};

function claimCauses(spec: Json | undefined, field: string): Causes {
  const { accessModes, selector, resources, volumeMode } = objectOf(spec);
  const noMode = required(`${field}.accessModes`, 'at least 1 access mode is required');
  return [
    ...when(listOf(accessModes).length === 0, noMode),
    ...validateLabelSelector(selector, `${field}.selector`),
    ...each(accessModes, `${field}.accessModes`, (mode) => optionalOneOf(ACCESS_MODES)(mode, `${field}.accessModes`)),
    ...storageCauses(objectOf(objectOf(resources).requests).storage, `${field}.resources`),
    ...optionalOneOf(['Block', 'Filesystem'])(volumeMode, `${field}.volumeMode`),
  ];
}

function storageCauses(storage: Json | undefined, field: string): Causes {
  if (storage === undefined) return [required(`${field}[storage]`)];
  const text = scalarText(storage);
  const isPositive = compareQuantities(parseQuantity(text), parseQuantity('0')) > 0;
  const at = `${field}.requests[storage]`;
  return [
    ...quantityCauses(storage, at, 'storage'),
    ...when(!isPositive, invalid(at, text, 'must be greater than zero')),
  ];
}
