import type { Json } from '#libs/kubernetes';

/** One difference between two states of a Deployment. */
export type FieldChange = Readonly<{
  /** Where: `spec.template.spec.containers[name="web"].image`. */
  path: string;
  /** The container it is about, where it is about one. */
  container?: string;
  kind: 'added' | 'removed' | 'changed' | 'reordered';
  /** Absent when added. */
  before?: Json;
  /** Absent when removed. */
  after?: Json;
}>;
