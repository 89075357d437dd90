import { ANY_ELEMENT, elementPath, fieldPath } from './field-path.js';

/**
 * A path as people write it, in the form that `FieldChange` has: `containers[name=web]` becomes `containers[name="web"]`, and
 * `metadata.labels.app.kubernetes.io/name` becomes `metadata.labels["app.kubernetes.io/name"]`. Undefined for what is no path.
 */
export function readFieldPath(text: string): string | undefined {
  let [path, rest] = ['', text];
  while (rest !== '') {
    const step = STEPS.reduce<Step | undefined>((found, read) => found ?? read(path, rest), undefined);
    if (step === undefined) return undefined;
    [path, rest] = step;
  }
  return path === '' ? undefined : path;
}

type Step = readonly [path: string, rest: string];

const STEPS: readonly ((path: string, rest: string) => Step | undefined)[] = [
  mapKey,
  anyElement,
  quotedKey,
  element,
  field,
];

// Keys of these may have dots and slashes: what follows is one key.
function mapKey(path: string, rest: string): Step | undefined {
  if (!/(?:^|\.)(?:labels|annotations|matchLabels|nodeSelector|limits|requests)$/.test(path)) return undefined;
  const key = /^\.([^["\]]+)$/.exec(rest)?.[1];
  return key === undefined ? undefined : [fieldPath(path, key), ''];
}

function anyElement(path: string, rest: string): Step | undefined {
  return path !== '' && rest.startsWith(ANY_ELEMENT) ? [path + ANY_ELEMENT, rest.slice(ANY_ELEMENT.length)] : undefined;
}

function quotedKey(path: string, rest: string): Step | undefined {
  const [whole = '', text = ''] = /^\[("(?:[^"\\]|\\.)*")\]/.exec(rest) ?? [];
  const key = unquoted(text);
  return path === '' || key === undefined ? undefined : [fieldPath(path, key), rest.slice(whole.length)];
}

function element(path: string, rest: string): Step | undefined {
  const [whole, key, value] = KEYED.exec(rest) ?? [];
  if (path === '' || whole === undefined || key === undefined || value === undefined) return undefined;
  const id = value.startsWith('"') ? unquoted(value) : bareId(key, value);
  return id === undefined ? undefined : [elementPath(path, key, JSON.stringify(id)), rest.slice(whole.length)];
}

const KEYED = /^\[([A-Za-z]+)=("(?:[^"\\]|\\.)*"|[^"\]][^\]]*)\]/;

// Of the keys of lists, this one is a number.
function bareId(key: string, value: string): string | number {
  return key === 'containerPort' && /^\d{1,9}$/.test(value) ? Number(value) : value;
}

function unquoted(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined; // nothing, or an escape that JSON does not know
  }
}

function field(path: string, rest: string): Step | undefined {
  const [whole = '', name] = /^\.?([A-Za-z_]\w*)/.exec(rest) ?? [];
  if (name === undefined || whole.startsWith('.') === (path === '')) return undefined;
  return [fieldPath(path, name), rest.slice(whole.length)];
}
