import { canonicalJson, type JsonObject, listOf, objectOf, textOf } from '#libs/kubernetes';
import { type Command, readCommand } from './commands/command-line.js';
import { objectsOf } from './commands/manifest-verbs.js';
import type { Trace, TraceStep } from './recorded-trace.js';

/** A Deployment as far as the commands of a trace change it. */
type Known = Readonly<{
  template: JsonObject;
  replicas: number;
  cause?: string;
  /** The manifest, where kubectl keeps it in an annotation. */
  applied?: string;
  revisions: readonly Readonly<{ number: number; template: JsonObject; cause?: string }>[];
}>;

/** What a command made of a Deployment, by the types of the events it comes to; undefined when that is nothing. */
type Made = Readonly<{ kinds: string; after: Known | undefined; cause?: string }> | undefined;

/** What the commands of a trace changed of Deployments, in order: `bob PodTemplateChanged web`. */
export function traceChanges({ steps }: Trace): readonly string[] {
  const known = new Map<string, Known>();
  return steps.filter(({ exitCode }) => exitCode === 0).flatMap((step) => changesOf(step, known));
}

function changesOf(step: TraceStep, known: Map<string, Known>): readonly string[] {
  const command = readCommand(step.command ?? '');
  const names = command.verb === 'apply' ? objectsOf(step.manifest).map(nameOf) : command.kind === 'Deployment' ? command.names : [];
  return names.flatMap((name) => {
    const made = madeOf(command, known.get(name), step.manifest ?? {});
    if (made === undefined) return [];
    if (made.after === undefined) known.delete(name);
    else known.set(name, rolledOut(made.after));
    const cause = made.cause === undefined ? '' : `: ${made.cause}`;
    return [`${step.user.replace('@example.com', '')} ${made.kinds} ${name}${cause}`];
  });
}

function nameOf({ metadata }: JsonObject): string {
  return textOf(objectOf(metadata).name);
}

function madeOf(command: Command, before: Known | undefined, manifest: JsonObject): Made {
  if (command.verb === 'apply') return applied(before, manifest, command.options.has('server-side'));
  if (before === undefined) throw new Error(`${command.verb} of a Deployment that is not there`);
  switch (command.verb) {
    case 'set image':
      return templateChanged(before, command.words, (container, name, image) => (container.name === name ? { ...container, image } : container));
    case 'set env':
      return templateChanged(before, command.words, (container, name, value) => ({ ...container, env: [...listOf(container.env), { name, value }] }));
    case 'annotate':
      return annotated(before, command.words);
    case 'scale': {
      const replicas = Number(command.options.get('replicas'));
      return replicas === before.replicas ? undefined : { kinds: 'DeploymentScaled', after: { ...before, replicas } };
    }
    case 'rollout pause':
      return { kinds: 'RolloutPaused', after: before };
    case 'rollout resume':
      return { kinds: 'RolloutResumed', after: before };
    case 'rollout undo':
      return undone(before, command.options.get('to-revision'));
    case 'delete':
      return { kinds: 'DeploymentDeleted', after: undefined };
    case 'rollout history':
    case 'rollout status':
      return undefined;
    default:
      throw new Error(`what ${command.verb} changes is not known here`);
  }
}

function applied(before: Known | undefined, manifest: JsonObject, isServerSide: boolean): Made {
  const { template, replicas = 1 } = objectOf(manifest.spec);
  const text = isServerSide ? {} : { applied: canonicalJson(manifest) };
  const after: Known = { revisions: [], ...before, ...text, template: objectOf(template), replicas: Number(replicas) };
  if (before === undefined) return { kinds: 'created', after };
  const kinds = [
    ...(same(after.template, before.template) ? [] : ['PodTemplateChanged']),
    ...(after.replicas === before.replicas ? [] : ['DeploymentScaled']),
    ...(after.applied === before.applied ? [] : ['AnnotationsChanged']),
  ];
  return kinds.length === 0 ? undefined : { kinds: kinds.join('+'), after };
}

function templateChanged(
  before: Known,
  words: readonly string[],
  change: (container: JsonObject, name: string, value: string) => JsonObject,
): Made {
  const [[name = '', value = ''] = []] = words.map((word) => word.split('='));
  const spec = objectOf(before.template.spec);
  const containers = listOf(spec.containers).map((container) => change(objectOf(container), name, value));
  const template = { ...before.template, spec: { ...spec, containers } };
  return same(template, before.template) ? undefined : { kinds: 'PodTemplateChanged', after: { ...before, template } };
}

function annotated(before: Known, words: readonly string[]): Made {
  const cause = words.find((word) => word.startsWith('kubernetes.io/change-cause='))?.replace(/^[^=]*=/, '');
  if (cause === undefined) throw new Error('what other annotations come to is not known here');
  return { kinds: 'AnnotationsChanged', after: { ...before, cause }, cause };
}

// The annotations of the revision come back too, but for the manifest.
function undone(before: Known, wanted: string | undefined): Made {
  const older = [...before.revisions].sort((a, b) => b.number - a.number);
  const target = wanted === undefined ? older[1] : older.find(({ number }) => number === Number(wanted));
  if (target === undefined) throw new Error(`there is no revision ${wanted ?? 'before'}`);
  const { cause: _, ...rest } = before;
  const after = { ...rest, template: target.template, ...(target.cause !== undefined && { cause: target.cause }) };
  return { kinds: target.cause === before.cause ? 'RolloutUndone' : 'RolloutUndone+AnnotationsChanged', after };
}

// As the controller numbers: the present template has the highest number, and its ReplicaSet the present annotations.
function rolledOut(known: Known): Known {
  const { template, cause, revisions } = known;
  const others = revisions.filter((revision) => !same(revision.template, template));
  const newest = Math.max(0, ...others.map(({ number }) => number));
  const own = revisions.find((revision) => same(revision.template, template))?.number ?? 0;
  const number = own > newest ? own : newest + 1;
  return { ...known, revisions: [...others, { number, template, ...(cause !== undefined && { cause }) }] };
}

function same(a: JsonObject, b: JsonObject): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
