import { Dice } from './dice.js';
import type { MadeCommit } from './git-repository.js';
import { manifest } from './manifest.js';

/** A change as the log is to have it. */
export type ExpectedChange = Readonly<{
  name: string;
  summary: string;
  occurredAt: number;
  author: string;
  cause: string;
}>;

type File = Readonly<{ name: string; image: string; replicas: number }>;

const AUTHORS = ['Ada Lovelace <ada@example.com>', 'Grace <grace@example.com>', 'J. Dœ <j@example.com>', 'bot <>'];
const START = 1_700_000_000;

/** The history of a folder of manifests, and what is to become of it, worked out in the simplest way. */
export class ManifestRepository {
  readonly commits: MadeCommit[] = [];
  readonly expected: ExpectedChange[] = [];
  readonly counts = { broken: 0, unchanged: 0 };
  private readonly dice = new Dice(7);
  private readonly files = new Map<string, File>();

  /** When the commit of a number, from 0, is made; milliseconds since 1970. */
  timeOf(number: number): number {
    return (START + number * 60) * 1000;
  }

  /** Commits something that nobody could foretell. */
  commitAnything(): void {
    const all = [...this.files];
    if (all.length < 20 || this.dice.chance(0.01)) this.add(`app-${this.dice.below(25)}`);
    else this.touch(...this.dice.pick(all));
  }

  private touch(path: string, file: File): void {
    const dice = this.dice.next();
    if (dice < 0.1) this.move(path, file);
    else if (dice < 0.15) this.break(path, file);
    else if (dice < 0.18) this.remove(path, file);
    else if (dice < 0.4) this.write(path, { ...file, replicas: 1 + ((file.replicas + this.dice.below(8)) % 9) });
    else this.write(path, { ...file, image: `${file.name}:v${this.commits.length}` });
  }

  private add(name: string): void {
    const isThere = [...this.files.values()].some((file) => file.name === name);
    if (isThere) this.commit('readme', { 'README.md': `${this.commits.length}` }, []);
    else this.create(`deploy/${name}-${this.commits.length}.yaml`, { name, image: `${name}:v0`, replicas: 3 });
  }

  private create(path: string, file: File): void {
    this.files.set(path, file);
    this.commit('add', { [path]: textOf(file) }, [[file.name, `created: web ${file.image}, 3 replicas`]]);
  }

  private write(path: string, after: File): void {
    const before = this.files.get(path) ?? after;
    this.files.set(path, after);
    const parts = [
      ...(before.image === after.image ? [] : [`image of web: ${before.image} -> ${after.image}`]),
      ...(before.replicas === after.replicas ? [] : [`replicas: ${before.replicas} -> ${after.replicas}`]),
    ];
    if (parts.length === 0) this.counts.unchanged += 1;
    const changes = parts.length === 0 ? [] : [[after.name, parts.join('; ')] as const];
    this.commit('write', { [path]: `${textOf(after)}# ${this.commits.length}\n` }, changes);
  }

  private move(path: string, file: File): void {
    const to = `deploy/${this.dice.pick(['a', 'b', 'c'])}/${file.name}-${this.commits.length}.yaml`;
    this.files.delete(path);
    this.files.set(to, file);
    this.counts.unchanged += 1;
    this.commit('move', { [path]: undefined, [to]: textOf(file) }, []);
  }

  private break(path: string, file: File): void {
    this.counts.broken += 1;
    this.commit('break', { [path]: `${textOf(file)}<<<<<<< HEAD\n${this.commits.length}` }, []);
  }

  private remove(path: string, { name }: File): void {
    this.files.delete(path);
    this.commit('remove', { [path]: undefined }, [[name, 'deleted (Background)']]);
  }

  private commit(what: string, files: MadeCommit['files'], changes: readonly (readonly [string, string])[]): void {
    const number = this.commits.length;
    const author = this.dice.pick(AUTHORS);
    const [at, subject] = [START + number * 60, `${what} ${number}`];
    this.commits.push({ author, at, committedAt: at + 5, subject, files });
    for (const [name, summary] of changes)
      this.expected.push({ name, summary, occurredAt: at * 1000, author, cause: subject });
  }
}

function textOf({ name, image, replicas }: File): string {
  return manifest(name, { image, replicas });
}
