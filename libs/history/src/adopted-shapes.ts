import { podLife, podTemplate } from './deployment-shapes.js';
import type { Adoption } from './event.js';
import { count, isObject, kept, object, type Shape, ShapeMismatch, text, textMap } from './shape.js';

const pods: Shape<Adoption['pods']> = (value, path) => {
  if (Array.isArray(value) && value.every(isPod)) return value as Adoption['pods'];
  throw new ShapeMismatch(path, 'a list of pods with names and times');
};

export const adoption: Shape<Adoption> = object({
  leftBy: text,
  replicaSet: object({
    uid: text,
    name: text,
    podTemplateHash: text,
    createdAt: text,
    generation: count,
    labels: textMap,
    annotations: textMap,
    replicas: count,
    minReadySeconds: count,
    status: kept<Adoption['replicaSet']['status']>('a status with counts and conditions', isStatus),
  }),
  pods,
  podsMade: count,
  template: podTemplate,
  podLife,
});

function isPod(value: unknown): boolean {
  return (
    isObject(value) && [value.name, value.createdAt, value.phase, value.reason].every((one) => typeof one === 'string')
  );
}

function isStatus({ conditions, ...counts }: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(conditions) && conditions.every(isObject) && Object.values(counts).every(Number.isSafeInteger);
}
