import type { DeploymentRow, EventWriteIn, PodSpanIn, ReplicaSetSpanIn } from '#libs/postgres';
import { renderEvent, renderNewEvent } from '#libs/kubernetes-api';
import type { JsonObject } from '#libs/kubernetes';
import { groupBy } from '../../graphql/group-by.js';
import { eventObject } from '../read/events.js';
import { podObject } from '../read/pods.js';
import { replicaSetObject } from '../read/replica-sets.js';
import { type TemplatePorts, templatesOf } from '../read/templates-of.js';
import { livesOfEvents } from './event-lives.js';
import type { ObjectLife } from './object-life.js';
import { livesOfSpans } from './span-lives.js';
import type { ApiObject } from './step.js';

/** What Deployments control in windows of time, and what is said of them. */
export type ChildRows = Readonly<{
  replicaSetSpans: readonly ReplicaSetSpanIn[];
  podSpans: readonly PodSpanIn[];
  eventWrites: readonly EventWriteIn[];
}>;

export type ChildWindows = Readonly<{
  deployments: ReadonlyMap<number, DeploymentRow>;
  /** From when on each stream is wanted. */
  from: ReadonlyMap<number, number>;
  upTo: number;
}>;

type Lives = ReadonlyMap<number, readonly ObjectLife[]>;
export type ChildLives = (rows: ChildRows, windows: ChildWindows, ports: TemplatePorts) => Promise<Lives>;

/** The lives of what Deployments control, by the streams, for each resource. */
export const CHILD_LIVES: Readonly<Partial<Record<string, ChildLives>>> = {
  'replicasets.apps': async ({ replicaSetSpans }, windows, ports) => {
    const template = await templatesOf(replicaSetSpans, ports);
    const render = (row: ReplicaSetSpanIn, deployment: DeploymentRow): JsonObject =>
      replicaSetObject({ row, deployment, template: template(row.templateHash) }, UNVERSIONED);
    return ofSpans(replicaSetSpans, windows, {
      render,
      asLeft: (row, deployment) =>
        wasTakenOver(row.name, row, deployment) && render({ ...row, orphaned: true }, deployment),
    });
  },
  pods: async ({ podSpans }, windows, ports) => {
    const template = await templatesOf(podSpans, ports);
    const render = (row: PodSpanIn, deployment: DeploymentRow): JsonObject =>
      podObject({ row, deployment, template: template(row.templateHash) }, UNVERSIONED);
    return ofSpans(podSpans, windows, {
      render,
      asLeft: (row, deployment) =>
        row.createdAt < deployment.createdAt &&
        wasTakenOver(row.replicaSet, row, deployment) &&
        render(row, deployment),
    });
  },
  events: ({ eventWrites }, windows) => Promise.resolve(ofWrites(eventWrites, windows, renderEvent)),
  'events.events.k8s.io': ({ eventWrites }, windows) => Promise.resolve(ofWrites(eventWrites, windows, renderNewEvent)),
};

// A step gives its object the version of the step.
const UNVERSIONED = '0';

type Rendering<Row> = Readonly<{
  render: (row: Row, deployment: DeploymentRow) => JsonObject;
  /** What was taken over with the Deployment's creation, as it was left; false for all else. */
  asLeft: (row: Row, deployment: DeploymentRow) => JsonObject | false;
}>;

function ofSpans<Row extends ReplicaSetSpanIn | PodSpanIn>(
  spans: readonly Row[],
  { deployments, from, upTo }: ChildWindows,
  { render, asLeft }: Rendering<Row>,
): Lives {
  const lives = [...groupBy(spans, ({ streamId }) => streamId)].flatMap(([streamId, own]) => {
    const [deployment, begin] = [deployments.get(streamId), from.get(streamId)];
    if (deployment === undefined || begin === undefined) return [];
    const shown = own.map((span) => {
      const left = asLeft(span, deployment);
      return { span, object: render(span, deployment) as ApiObject, ...(left && { before: left as ApiObject }) };
    });
    return [[streamId, livesOfSpans(shown, { from: begin, upTo })] as const];
  });
  return new Map(lives);
}

function wasTakenOver(replicaSet: string, { since }: Readonly<{ since: Date }>, deployment: DeploymentRow): boolean {
  const { createdAt, adopted } = deployment;
  return since.getTime() === createdAt.getTime() && adopted.some((one) => one.endsWith(`/${replicaSet}`));
}

function ofWrites(
  writes: readonly EventWriteIn[],
  { deployments, from }: ChildWindows,
  render: Parameters<typeof eventObject>[0],
): Lives {
  const lives = [...groupBy(writes, ({ streamId }) => streamId)].flatMap(([streamId, own]) => {
    const [deployment, begin] = [deployments.get(streamId), from.get(streamId)];
    if (deployment === undefined || begin === undefined) return [];
    const versions = { own: UNVERSIONED, about: UNVERSIONED };
    const shown = own.map((write) => ({
      write,
      object: eventObject(render, { row: write, deployment }, versions) as ApiObject,
    }));
    return [[streamId, livesOfEvents(shown, begin)] as const];
  });
  return new Map(lives);
}
