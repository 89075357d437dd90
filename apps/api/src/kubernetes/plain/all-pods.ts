import { type JsonObject } from '#libs/kubernetes';
import { reportedPod, type Row, type Selectable, selectableOf } from '#libs/kubernetes-api';
import type { ListSource } from '../list/list-source.js';
import { type PodEntry, PODS } from '../read/pods.js';
import { barePods } from './bare-pods.js';
import { compareKeys } from './object-key.js';

/** A pod that a ReplicaSet made, before it is rendered, or a bare one. */
type AnyPod = Readonly<{ controlled: PodEntry } | { bare: JsonObject }>;

/** All pods, by namespace and name: those that follow from Deployments, and those that people made. */
export const ALL_PODS: ListSource<AnyPod> = {
  facts: async (query, ports) => {
    const [controlled, bare] = await Promise.all([PODS.facts(query, ports), barePods(query, ports)]);
    const entries = controlled.map((entry): AnyPod => ({ controlled: entry }));
    if (bare.length === 0) return entries;
    const all = [...entries, ...bare.map((object): AnyPod => ({ bare: object }))];
    return all.sort((a, b) => compareKeys(selectablePod(a), selectablePod(b))).slice(0, query.limit);
  },
  selectable: selectablePod,
  render: async (pods, query, ports) => {
    const entries = pods.flatMap((pod) => ('controlled' in pod ? [pod.controlled] : []));
    const rows = [...(await PODS.render(entries, query, ports))];
    const all = pods.map((pod) => ('bare' in pod ? { object: pod.bare } : takeFirst(rows)));
    return ports.extras ? all.map((row) => ({ ...row, object: reportedPod(row.object) })) : all;
  },
};

/** Those that people made. */
export const BARE_PODS: ListSource<JsonObject> = {
  facts: barePods,
  selectable: (pod) => selectableOf('pods', pod),
  render: (pods) => Promise.resolve(pods.map((object) => ({ object }))),
};

function selectablePod(pod: AnyPod): Selectable {
  return 'bare' in pod ? selectableOf('pods', pod.bare) : PODS.selectable(pod.controlled);
}

function takeFirst(rows: Row[]): Row {
  const row = rows.shift();
  if (row === undefined) throw new Error('a pod was selected and not rendered');
  return row;
}
