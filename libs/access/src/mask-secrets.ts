import { looksSecret } from './looks-secret.js';

// kubectl's note of what it applied: the whole manifest as JSON text.
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** What stands in a secret's place. The same secret has the same, so that a diff shows that one changed. */
export type Mask = (secret: string) => string;

/**
 * Values of environment variables that look secret, masked wherever they stand in objects of Kubernetes, rows and events:
 * in every `env` list, and in what kubectl notes of it. What has none is answered as it is, not copied.
 */
export function maskSecrets<T>(value: T, mask: Mask): T {
  return masked(value, mask) as T;
}

function masked(value: unknown, mask: Mask): unknown {
  if (Array.isArray(value)) return mapped(value, (item) => masked(item, mask));
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).map(([key, before]) => [key, before, maskedField(key, before, mask)] as const);
  if (entries.every(([, before, after]) => before === after)) return value;
  return Object.fromEntries(entries.map(([key, , after]) => [key, after]));
}

function maskedField(key: string, value: unknown, mask: Mask): unknown {
  if (key === 'env' && Array.isArray(value)) return mapped(value, (variable) => maskedVariable(variable, mask));
  if (key === LAST_APPLIED && typeof value === 'string') return maskedText(value, mask);
  return masked(value, mask);
}

function maskedVariable(variable: unknown, mask: Mask): unknown {
  if (!isPlain(variable)) return variable;
  const { name, value } = variable;
  const isSecret = typeof name === 'string' && typeof value === 'string' && looksSecret(name, value);
  return isSecret ? { ...variable, value: mask(value) } : variable;
}

function maskedText(text: string, mask: Mask): string {
  try {
    const before: unknown = JSON.parse(text);
    const after = masked(before, mask);
    return before === after ? text : `${JSON.stringify(after)}\n`;
  } catch {
    return text.includes('"env"') ? mask(text) : text; // what cannot be read may hold anything
  }
}

function mapped(list: readonly unknown[], change: (item: unknown) => unknown): readonly unknown[] {
  const after = list.map(change);
  return after.every((item, index) => item === list[index]) ? list : after;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}
