import type { Json } from '../json.js';
import { objectOf, textOf } from '../json-shape.js';
import { type Causes, invalid, NONE, notSupported, required } from './cause.js';

const BYTES = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];
const BYTE_WORDS = `only divisor's values ${BYTES.join(', ')} are supported with the`;

const RESOURCES = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];

/** A limit or request of a container, as a variable or a file; a file must say of which container. */
export function resourceFieldRef(value: Json | undefined, field: string, isFile: boolean): Causes {
  const { containerName, resource, divisor } = objectOf(value);
  const name = textOf(resource);
  return [
    ...(isFile && textOf(containerName) === '' ? [required(`${field}.containerName`)] : nameCauses(name, field)),
    ...divisorCauses(name, textOf(divisor), field),
  ];
}

function nameCauses(name: string, field: string): Causes {
  if (name === '') return [required(`${field}.resource`)];
  const isKnown = RESOURCES.includes(name) || /^(limits|requests)\.hugepages-/.test(name);
  return isKnown ? NONE : [notSupported(`${field}.resource`, name, RESOURCES)];
}

function divisorCauses(name: string, divisor: string, field: string): Causes {
  if (divisor === '' || divisor === '0') return NONE;
  const [, kind] = /^(?:limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-)/.exec(name) ?? [];
  const refuse = (words: string): Causes => [invalid(`${field}.divisor`, name, words)];
  switch (kind) {
    case undefined:
      return NONE;
    case 'cpu':
      return ['1m', '1'].includes(divisor)
        ? NONE
        : refuse("only divisor's values 1m and 1 are supported with the cpu resource");
    default:
      return BYTES.includes(divisor) ? NONE : refuse(`${BYTE_WORDS} ${BYTE_RESOURCES[kind] ?? kind} resource`);
  }
}

const BYTE_RESOURCES: Readonly<Record<string, string>> = {
  'ephemeral-storage': 'local ephemeral storage',
  'hugepages-': 'hugepages',
};
