import { OBJECT_RULES, type ObjectKind } from '#libs/history';
import type { ObjectType } from '#libs/kubernetes';

/** What bodies and patches of a kind are read as. */
export function objectType(kind: ObjectKind): ObjectType & Readonly<{ goType: string }> {
  return { apiVersion: 'v1', kind, goType: OBJECT_RULES[kind].goType };
}
