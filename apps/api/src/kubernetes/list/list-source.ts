import type { Requirement } from '#libs/kubernetes';
import type { Row, Selectable } from '#libs/kubernetes-api';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';

/** Where an object stands in a list: by namespace, then name, in byte order. */
export type ListKey = Readonly<{ namespace: string; name: string }>;

/** What a list asks a source for. */
export type ListQuery = Readonly<{
  request: KubernetesRequest;
  /** All namespaces when left out. */
  namespace?: string;
  /** The only name that is wanted. A source may leave it out of account, and the labels, too: they are looked at again. */
  name?: string;
  labels: readonly Requirement[];
  /** Objects as they are at this moment: later pages of a list tell of the moment of the first. */
  at: Date;
  /** Only what stands after it. */
  after?: ListKey;
  limit: number;
}>;

/**
 * Where the objects of a list come from. `Facts` is what is known of one object before it is rendered: what is not selected is
 * never rendered.
 */
export type ListSource<Facts> = Readonly<{
  /** The next ones in the order of their keys; fewer than `limit` are the last. */
  facts: (query: ListQuery, ports: KubernetesPorts) => Promise<readonly Facts[]>;
  /** How many there are after a key, where that can be told quickly. */
  count?: (query: ListQuery, ports: KubernetesPorts) => Promise<number>;
  selectable: (facts: Facts) => Selectable;
  /** Objects from facts, in the same order; the cells of extra columns only where a Table is asked for and extras are on. */
  render: (facts: readonly Facts[], query: RenderQuery, ports: KubernetesPorts) => Promise<readonly Row[]>;
}>;

export type RenderQuery = ListQuery & Readonly<{ withExtraCells: boolean }>;
