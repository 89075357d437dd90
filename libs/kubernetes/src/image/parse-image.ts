/** An image reference, as the distribution project's grammar reads it. */
export type Image = Readonly<{
  /** As written: `nginx`, `registry.example.com:5000/team/app`. */
  repository: string;
  /** The repository in full: `docker.io/library/nginx`. */
  fullRepository: string;
  tag?: string;
  digest?: string;
  /** What is pulled without a digest: the tag, or `latest` when there is neither tag nor digest. */
  tagOrLatest?: string;
}>;

const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const DOMAIN_PART = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = `(?:${DOMAIN_PART}(?:\\.${DOMAIN_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const REPOSITORY = new RegExp(`^${DOMAIN}/${COMPONENT}(?:/${COMPONENT})*$`);
const REFERENCE =
  /^(.+?)(?::(\w[\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$/;
const LONGEST_NAME = 255;

/** Reads an image reference; undefined for a text that is none. */
export function parseImage(text: string): Image | undefined {
  const [, repository, tag, digest] = REFERENCE.exec(text) ?? [];
  if (repository === undefined || /^[a-f0-9]{64}$/.test(text)) return undefined;
  const fullRepository = inFull(repository);
  if (fullRepository.length > LONGEST_NAME || !REPOSITORY.test(fullRepository)) return undefined;
  return { repository, fullRepository, ...versionOf(tag, digest) };
}

function versionOf(tag: string | undefined, digest: string | undefined): Pick<Image, 'tag' | 'digest' | 'tagOrLatest'> {
  if (tag !== undefined) return { tag, tagOrLatest: tag, ...(digest !== undefined && { digest }) };
  return digest === undefined ? { tagOrLatest: 'latest' } : { digest };
}

// A first part with a dot, a colon or a capital is a registry; without one it is Docker Hub, whose own images are in library/.
function inFull(repository: string): string {
  const slash = repository.indexOf('/');
  const first = repository.slice(0, Math.max(slash, 0));
  const hasRegistry = /[.:A-Z]/.test(first) || first === 'localhost';
  const registry = hasRegistry ? first.replace(/^index\.docker\.io$/, 'docker.io') : 'docker.io';
  const path = hasRegistry ? repository.slice(slash + 1) : repository;
  return registry === 'docker.io' && !path.includes('/') ? `docker.io/library/${path}` : `${registry}/${path}`;
}
