import { type DeploymentState, type FieldChange, fieldChanges, partsOfPath } from '#libs/history';
import { containerImages } from '#libs/kubernetes';

/** What a change did against the state recorded before it. */
export type ChangeFacts = Readonly<{
  /** Types of its events. */
  kinds: readonly string[];
  /** Images it brought in or took out. */
  images: readonly string[];
  /** Fields whose values it altered, leaf by leaf. */
  fields: readonly FieldChange[];
  /** The paths it is found by: those of its fields; of a change that is `wide`, those of the parts they are in. */
  paths: readonly string[];
  wide: boolean;
}>;

// A manifest of a megabyte has ten thousands of fields: its change is then found by the parts of the Deployment they are in.
const MOST_PATHS = 2000;

/** What a change did that made one state of another; undefined stands for states that cannot be read. */
export function changeFacts(
  before: DeploymentState | undefined,
  after: DeploymentState | undefined,
  kinds: readonly string[],
): ChangeFacts {
  const facts = { kinds: [...new Set(kinds)], images: [], fields: [], paths: [], wide: false };
  if (after === undefined) return facts;
  const images = changedImages(before, after);
  if (after.deleted) return { ...facts, images };
  const fields = fieldChanges(before, after);
  const paths = fields.map(({ path }) => path);
  const wide = paths.length > MOST_PATHS;
  return { ...facts, images, fields, paths: wide ? [...new Set(paths.map(partOf))] : paths, wide };
}

// `spec.template`, `metadata.labels`, `spec.replicas`
function partOf(path: string): string {
  return partsOfPath(path).slice(0, WIDE_PARTS).join('');
}

/** A wide change is found by paths of so many parts, at most. */
export const WIDE_PARTS = 2;

function changedImages(before: DeploymentState | undefined, after: DeploymentState): readonly string[] {
  const [old, fresh] = [imagesOf(before), imagesOf(after)];
  const containers = [...new Set([...old.keys(), ...fresh.keys()])].filter((name) => old.get(name) !== fresh.get(name));
  const images = containers.flatMap((name) => [old.get(name), fresh.get(name)]);
  return [...new Set(images.filter((image) => image !== undefined))];
}

/** The images of a Deployment by its containers' names; none when it was not, or is no more. */
export function imagesOf(state: DeploymentState | undefined): ReadonlyMap<string, string> {
  return state === undefined || state.deleted ? NONE : containerImages(state.deployment.spec.template);
}

const NONE: ReadonlyMap<string, string> = new Map();
