import { BatchUnreadable } from './batch-unreadable.js';
import type { ClusterObject } from './cluster-object.js';

export function object(value: unknown, path: string): ClusterObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as ClusterObject;
  throw new BatchUnreadable(path, 'an object');
}

export function array(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new BatchUnreadable(path, 'a list');
}

export function text(value: unknown, path: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new BatchUnreadable(path, 'a text that is not empty');
}

export function texts(value: unknown, path: string): readonly string[] {
  return array(value, path).map((one, index) => text(one, `${path}[${index}]`));
}

export function time(value: unknown, path: string): number {
  if (Number.isSafeInteger(value) && Number(value) > 0) return Number(value);
  throw new BatchUnreadable(path, 'milliseconds since 1970');
}

export function count(value: unknown, path: string): number {
  if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value);
  throw new BatchUnreadable(path, 'a whole number, 0 or more');
}

export function version(value: unknown, path: string): string {
  if (typeof value === 'string' && /^\d{1,20}$/.test(value)) return value;
  throw new BatchUnreadable(path, 'a text of digits');
}
