import { evolveObject, type ObjectKind, type ObjectState } from '#libs/history';
import { type JsonObject, objectOf } from '#libs/kubernetes';
import type { ObjectAnswer } from '../answer.js';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import type { PlainObject } from './plain-object.js';
import { shownObject } from './shown-object.js';
import type { ObjectOutcome } from './write-object.js';

/** Answers a write with the object; `warnings` are those about what was sent. */
export function answerObject(
  kind: ObjectKind,
  outcome: ObjectOutcome,
  {
    request,
    ports,
    warnings = [],
  }: Readonly<{ request: KubernetesRequest; ports: KubernetesPorts; warnings?: readonly string[] }>,
): ObjectAnswer {
  return {
    kind: 'object',
    status: outcome.live === undefined ? 201 : 200,
    object: objectAfter(kind, outcome, request.now),
    warnings: [...warnings, ...(ports.extras ? recordedNote(outcome) : [])],
  };
}

/** The object as a write leaves it. */
function objectAfter(kind: ObjectKind, outcome: ObjectOutcome, now: Date): JsonObject {
  const { live, decision, appended } = outcome;
  if (live !== undefined && decision.events.length === 0) return live.object;
  const shown = shownObject(kind, plainAfter(outcome, now), now);
  return live === undefined && appended === undefined ? withoutVersion(shown) : shown;
}

function plainAfter({ live, decision, uid, appended }: ObjectOutcome, now: Date): PlainObject {
  const { events, object } = decision;
  const state = events.reduce<ObjectState>(evolveObject, { ...live?.state, object });
  const position = appended?.position ?? live?.position ?? 0n;
  return { uid, position, state, ...(state.endingSeconds !== undefined && endingSince(live, now)) };
}

function endingSince(live: ObjectOutcome['live'], now: Date): Pick<PlainObject, 'deletedAt'> {
  return { deletedAt: live?.deletedAt ?? now };
}

// What a dry run would make has no version.
function withoutVersion({ metadata, ...object }: JsonObject): JsonObject {
  const { resourceVersion: _, ...kept } = objectOf(metadata);
  return { ...object, metadata: kept };
}

/** `recorded as change 42: created: ClusterIP, port 80/TCP` */
export function recordedNote({ decision, appended }: Pick<ObjectOutcome, 'decision' | 'appended'>): readonly string[] {
  return appended === undefined ? [] : [`recorded as change ${appended.change}: ${decision.summary}`];
}
