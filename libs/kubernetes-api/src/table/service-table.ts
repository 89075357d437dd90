import { isJsonList, type JsonObject, objectOf } from '#libs/kubernetes';
import { itemsOf, numberOf, textOf } from '../json/reading.js';
import { ageOf } from './age.js';
import { AGE, column, NAME, type TableKind, WIDE } from './table.js';

const NONE = '<none>';

/** Services as `kubectl get services` shows them. */
export const SERVICE_TABLE: TableKind = {
  columns: [
    NAME,
    column('Type', 'ClusterIP, NodePort, LoadBalancer or ExternalName.'),
    column('Cluster-IP', 'Its address within the cluster.'),
    column('External-IP', 'Its addresses, or its name, outside of the cluster.'),
    column('Port(s)', 'Its ports, with the port of the nodes where there is one.'),
    AGE,
    column('Selector', 'Which pods it is for, by their labels.', WIDE),
  ],
  cells: ({ metadata, spec, status }, now) => {
    const { type, clusterIPs, ports, selector } = objectOf(spec);
    return [
      textOf(objectOf(metadata).name),
      textOf(type),
      texts(clusterIPs)[0] ?? NONE,
      externalAddress(objectOf(spec), objectOf(status)),
      itemsOf(ports).map(portOf).join(',') || NONE,
      ageOf(objectOf(metadata).creationTimestamp, now),
      labelsOf(objectOf(selector)),
    ];
  },
};

function externalAddress(spec: JsonObject, status: JsonObject): string {
  const own = texts(spec.externalIPs);
  switch (textOf(spec.type)) {
    case 'ClusterIP':
    case 'NodePort':
      return own.join(',') || NONE;
    case 'LoadBalancer':
      return [...ingressesOf(status), ...own].join(',') || '<pending>';
    case 'ExternalName':
      return textOf(spec.externalName);
    default:
      return '<unknown>';
  }
}

function ingressesOf(status: JsonObject): readonly string[] {
  const ingresses = itemsOf(objectOf(status.loadBalancer).ingress);
  return [...new Set(ingresses.map(({ ip, hostname }) => textOf(ip) || textOf(hostname)))].filter(Boolean).sort();
}

function portOf({ port, nodePort, protocol }: JsonObject): string {
  const number = numberOf(nodePort) > 0 ? `${numberOf(port)}:${numberOf(nodePort)}` : String(numberOf(port));
  return `${number}/${textOf(protocol)}`;
}

function labelsOf(selector: JsonObject): string {
  const labels = Object.entries(selector).map(([key, value]) => `${key}=${textOf(value)}`);
  return labels.sort().join(',') || NONE;
}

function texts(value: JsonObject[string]): readonly string[] {
  return isJsonList(value) ? value.map((item) => textOf(item)).filter(Boolean) : [];
}
