import { type Deployment, type DeploymentSpec, type Json, type OtherMetadata, sameJson } from '#libs/kubernetes';
import type { DeploymentEvent, PodLife } from '../event.js';

/** What an event with a template carries besides it. */
export type TemplateFacts = Readonly<{ podLife: PodLife; release: string }>;

/** The events that turn one state of a Deployment into another; none when they are equal. */
export function eventsBetween(before: Deployment, after: Deployment, facts: TemplateFacts): readonly DeploymentEvent[] {
  return [
    ...templateEvents(before, after, facts),
    ...scaleEvents(before.spec, after.spec),
    ...strategyEvents(before.spec, after.spec),
    ...limitEvents(before.spec, after.spec),
    ...pauseEvents(before.spec, after.spec),
    ...mapEvents(before, after),
    ...metadataEvents(after, before),
  ];
}

function templateEvents(before: Deployment, after: Deployment, facts: TemplateFacts): readonly DeploymentEvent[] {
  const { template } = after.spec;
  if (same(before.spec.template, template)) return [];
  return [{ type: 'PodTemplateChanged', schemaVersion: 1, payload: { template, ...facts } }];
}

function scaleEvents(before: DeploymentSpec, after: DeploymentSpec): readonly DeploymentEvent[] {
  if (before.replicas === after.replicas) return [];
  return [{ type: 'DeploymentScaled', schemaVersion: 1, payload: { replicas: after.replicas } }];
}

function strategyEvents(before: DeploymentSpec, after: DeploymentSpec): readonly DeploymentEvent[] {
  if (same(before.strategy, after.strategy)) return [];
  return [{ type: 'StrategyChanged', schemaVersion: 1, payload: { strategy: after.strategy } }];
}

function limitEvents(before: DeploymentSpec, after: DeploymentSpec): readonly DeploymentEvent[] {
  if (same(limitsOf(before), limitsOf(after))) return [];
  return [{ type: 'RolloutLimitsChanged', schemaVersion: 1, payload: limitsOf(after) }];
}

function limitsOf({ minReadySeconds, progressDeadlineSeconds, revisionHistoryLimit }: DeploymentSpec) {
  return { minReadySeconds, progressDeadlineSeconds, revisionHistoryLimit };
}

function pauseEvents(before: DeploymentSpec, after: DeploymentSpec): readonly DeploymentEvent[] {
  if (before.paused === after.paused) return [];
  return [{ type: after.paused ? 'RolloutPaused' : 'RolloutResumed', schemaVersion: 1, payload: {} }];
}

function mapEvents(before: Deployment, after: Deployment): readonly DeploymentEvent[] {
  const events: DeploymentEvent[] = [];
  const { labels, annotations } = after;
  if (!same(before.labels, labels)) events.push({ type: 'LabelsChanged', schemaVersion: 1, payload: { labels } });
  if (!same(before.annotations, annotations)) {
    events.push({ type: 'AnnotationsChanged', schemaVersion: 1, payload: { annotations } });
  }
  return events;
}

/** What is said of finalizers, owners and the like; of a new Deployment only what is not empty. */
export function metadataEvents(after: OtherMetadata, before: OtherMetadata = {}): readonly DeploymentEvent[] {
  const payload = otherMetadata(after);
  return same(otherMetadata(before), payload) ? [] : [{ type: 'MetadataChanged', schemaVersion: 1, payload }];
}

/** What `MetadataChanged` carries of a Deployment. */
export function otherMetadata({ finalizers, ownerReferences, generateName }: OtherMetadata): OtherMetadata {
  return {
    ...(finalizers !== undefined && { finalizers }),
    ...(ownerReferences !== undefined && { ownerReferences }),
    ...(generateName !== undefined && { generateName }),
  };
}

function same(a: unknown, b: unknown): boolean {
  return sameJson(a as Json, b as Json);
}
