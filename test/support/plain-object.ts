import { type JsonObject, objectOf } from '#libs/kubernetes';
import {
  decideObject,
  evolveObject,
  type ObjectCommand,
  type ObjectContext,
  type ObjectDecision,
  type ObjectState,
} from '#libs/history';

const NOW = Date.parse('2026-11-21T09:14:28.300Z');

export const context = (change: Partial<ObjectContext> = {}): ObjectContext => ({
  kind: 'Service',
  cluster: 'default',
  namespace: 'story-b',
  name: 'vweb',
  now: NOW,
  manager: 'kubectl-client-side-apply',
  podLifeRules: [],
  allotted: { addresses: new Set(), nodePorts: new Set() },
  ...change,
});

export const port = (number: number): JsonObject => ({ port: number, targetPort: 80, protocol: 'TCP' });
export const service = (spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject => ({
  kind: 'Service',
  apiVersion: 'v1',
  metadata: { name: 'vweb', namespace: 'story-b', ...metadata },
  spec: { ports: [port(8090)], selector: { app: 'vweb' }, type: 'LoadBalancer', ...spec },
});

export function stateAfter(...decisions: readonly ObjectDecision[]): ObjectState {
  return decisions.flatMap(({ events }) => events).reduce<ObjectState | undefined>(evolveObject, undefined)!;
}

export const create = (object = service(), change: Partial<ObjectContext> = {}): ObjectDecision =>
  decideObject({ kind: 'CreateObject', object }, undefined, context(change));
export const after = (
  command: ObjectCommand,
  state: ObjectState,
  change: Partial<ObjectContext> = {},
): ObjectDecision => decideObject(command, state, context(change));
export const managedFieldsOf = ({ object }: ObjectDecision) =>
  objectOf(object.metadata).managedFields as readonly JsonObject[];
