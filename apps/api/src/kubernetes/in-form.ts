import type { JsonObject } from '#libs/kubernetes';
import { type Form, renderInForm, type Showing } from '#libs/kubernetes-api';
import type { Answer, ObjectAnswer } from './answer.js';
import type { KubernetesPorts, KubernetesRequest } from './kubernetes-request.js';
import { showingOf } from './list/showing-of.js';

type Wanted = Readonly<{ form: Form; request: KubernetesRequest; ports: Pick<KubernetesPorts, 'extras'> }>;

/** One object as the client wants it. Lists come as they are wanted, and a Status has no other form. */
export async function inForm(answer: Answer, wanted: Wanted): Promise<Answer> {
  if (answer.kind !== 'object' || wanted.form.kind === 'object') return answer;
  const showing = showingOfObject(answer.object, wanted);
  return showing === undefined ? answer : formed(answer, wanted.form, showing);
}

function showingOfObject({ kind }: JsonObject, { request, ports }: Wanted): Showing | undefined {
  if (kind === request.served.kind) return showingOf(request, ports);
  return kind === 'Scale' ? { kind, now: request.now } : undefined;
}

async function formed(answer: ObjectAnswer, form: Form, showing: Showing): Promise<Answer> {
  const { object, extraCells, ...rest } = answer;
  const hasExtra = form.kind === 'table' && (showing.extraColumns ?? []).length > 0;
  const cells = hasExtra ? await extraCells?.() : undefined;
  return { ...rest, object: renderInForm({ object, ...(cells && { extraCells: cells }) }, form, showing) };
}
