import { canonicalJson, type PodTemplate } from '#libs/kubernetes';

/** The pod templates a fold knows, by their content's hash: it cannot compute the hash itself, for it is pure. */
export type TemplateBook = Readonly<{
  byHash: Map<string, PodTemplate>;
  hashes: Map<PodTemplate, string>;
}>;

export function beginTemplateBook(templates: ReadonlyMap<PodTemplate, string>): TemplateBook {
  const byHash = new Map([...templates].map(([template, hash]) => [hash, template]));
  return { byHash, hashes: new Map(templates) };
}

/** Answers the template to go on with: the one known under the hash already, so that equal ones are one object. */
export function noteTemplate({ byHash, hashes }: TemplateBook, hash: string, template: PodTemplate): PodTemplate {
  const known = byHash.get(hash);
  if (known !== undefined) return known;
  byHash.set(hash, template);
  hashes.set(template, hash);
  return template;
}

export function hashOf(book: TemplateBook, template: PodTemplate): string {
  return book.hashes.get(template) ?? hashOfCopy(book, template);
}

function hashOfCopy({ byHash, hashes }: TemplateBook, template: PodTemplate): string {
  const content = canonicalJson(template);
  const found = [...byHash].find(([, known]) => canonicalJson(known) === content);
  if (found === undefined) throw new Error(`a pod template is not among those of the stream: ${content.slice(0, 200)}`);
  hashes.set(template, found[0]);
  return found[0];
}
