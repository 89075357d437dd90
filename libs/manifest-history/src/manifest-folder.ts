import { canonicalJson, type Deployment } from '#libs/kubernetes';
import type { FileChange } from './file-change.js';
import { fileObjects, type FileObjects, type Held } from './file-objects.js';
import type { Passed } from './passed.js';

/** What became of a Deployment by one commit. */
export type Became = Readonly<{
  namespace: string;
  name: string;
  /** From 1: which life of that name it is. */
  incarnation: number;
  verb: 'created' | 'changed' | 'deleted';
  /** Whole, defaults applied; as it was last, of a deleted one. */
  deployment: Deployment;
  /** The file that says so, or that said so last. */
  path: string;
  /** When, milliseconds since 1970: as told, yet never before what became of it earlier. */
  at: number;
  /** From 0, to tell those of one Deployment and one `at` apart. */
  ordinal: number;
}>;

export type FolderStep = Readonly<{ became: readonly Became[]; passed: readonly Passed[] }>;

/** The life of a name so far. */
type Life = Readonly<{ held: Held; isAlive: boolean; incarnation: number; at: number; ordinal: number }>;

/**
 * A folder of manifests as it goes from commit to commit. A Deployment is told by namespace and name, in whatever file it
 * lies: it is created when a first file has it, deleted when no file has it any more. Of several files the one that had it first counts.
 */
export class ManifestFolder {
  private readonly files = new Map<string, FileObjects>();
  /** By Deployment, the files that have it, oldest first. */
  private readonly holders = new Map<string, readonly string[]>();
  private readonly lives = new Map<string, Life>();

  /** `namespace` is that of objects that name none. */
  constructor(private readonly namespace: string) {}

  /** Takes the changes of one commit in, made at a time in milliseconds since 1970. */
  take(changes: readonly FileChange[], at: number): FolderStep {
    const passed: Passed[] = [];
    const touched = new Map<string, string>();
    for (const change of changes) for (const key of this.takeFile(change, passed)) touched.set(key, change.path);
    const became = [...touched].flatMap(([key, path]) => this.outcome(key, { path, at, passed }));
    const [first] = changes;
    if (became.length + passed.length === 0 && first !== undefined) passed.push(unchanged(first.path));
    return { became, passed };
  }

  // Answers which Deployments the file has otherwise than before.
  private takeFile({ path, content }: FileChange, passed: Passed[]): readonly string[] {
    const before = this.files.get(path) ?? NONE;
    const pass = (found: Omit<Passed, 'path'>): unknown => passed.push({ ...found, path });
    const after = content.kind === 'gone' ? NONE : fileObjects(content, before, { namespace: this.namespace, pass });
    if (after.size === 0) this.files.delete(path);
    else this.files.set(path, after);
    for (const key of before.keys())
      if (!after.has(key)) this.hold(key, (paths) => paths.filter((one) => one !== path));
    for (const key of after.keys()) if (!before.has(key)) this.hold(key, (paths) => [...paths, path]);
    const keys = [...new Set([...before.keys(), ...after.keys()])];
    return keys.filter((key) => before.get(key)?.text !== after.get(key)?.text);
  }

  private hold(key: string, change: (paths: readonly string[]) => readonly string[]): void {
    const paths = change(this.holders.get(key) ?? []);
    if (paths.length === 0) this.holders.delete(key);
    else this.holders.set(key, paths);
  }

  private outcome(
    key: string,
    { path, at, passed }: Readonly<{ path: string; at: number; passed: Passed[] }>,
  ): readonly Became[] {
    const life = this.lives.get(key);
    const [holder = path] = this.holders.get(key) ?? [];
    const held = this.files.get(holder)?.get(key);
    if (holder !== path && this.files.get(path)?.has(key) === true) passed.push(duplicate(key, path, holder));
    return verbsOf(life, held).map((verb) => {
      const shown = verb === 'deleted' ? life?.held : held;
      if (shown === undefined) throw new Error(`nothing of ${key} is ${verb}`);
      return this.become(this.lives.get(key), { held: shown, path: holder, verb, at });
    });
  }

  private become(
    life: Life | undefined,
    { held, path, verb, at: told }: Pick<Became, 'verb' | 'path' | 'at'> & Readonly<{ held: Held }>,
  ): Became {
    const { deployment } = held;
    const { namespace, name } = deployment;
    const at = Math.max(told, life?.at ?? told);
    const ordinal = life?.at === at ? life.ordinal + 1 : 0;
    const incarnation = (life?.incarnation ?? 0) + (verb === 'created' ? 1 : 0);
    this.lives.set(`${namespace}/${name}`, { held, isAlive: verb !== 'deleted', incarnation, at, ordinal });
    return { namespace, name, incarnation, verb, deployment, path, at, ordinal };
  }
}

const NONE: FileObjects = new Map();

// What became of a Deployment, from how it was to how the files have it.
function verbsOf(life: Life | undefined, held: Held | undefined): readonly Became['verb'][] {
  if (life?.isAlive !== true) return held === undefined ? [] : ['created'];
  if (held === undefined) return ['deleted'];
  if (life.held.text === held.text) return [];
  return sameSelector(life.held, held) ? ['changed'] : ['deleted', 'created'];
}

// No cluster lets a selector be changed: whoever did deleted the Deployment and made another.
function sameSelector(a: Held, b: Held): boolean {
  const [before, after] = [a, b].map(({ deployment }) => canonicalJson(deployment.spec.selector));
  return before === after;
}

function unchanged(path: string): Passed {
  return { reason: 'Unchanged', path, message: 'written anew with the same meaning' };
}

function duplicate(object: string, path: string, holder: string): Passed {
  return { reason: 'Duplicate', path, object, message: `${holder} had it earlier, and counts` };
}
