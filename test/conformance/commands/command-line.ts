/** A kubectl command line, taken apart. */
export type Command = Readonly<{
  /** `apply`, `set image`, `create quota`. */
  verb: string;
  /** The kind of what it names, as Kubernetes writes it where it is known; '' when it names nothing. */
  kind: string;
  names: readonly string[];
  /** What follows the names: `app=web:v2`, `owner-`. */
  words: readonly string[];
  /** By long name; a switch has the value 'true'. */
  options: ReadonlyMap<string, string>;
}>;

/** Reads a command as a shell and kubectl would: `kubectl scale rs/web-1 --replicas=3`. */
export function readCommand(line: string): Command {
  const { positional, options } = separated(shellWords(line).slice(1));
  const [first = '', second = ''] = positional;
  const verb = GROUPS.test(first) && second !== '' ? `${first} ${second}` : first;
  const rest = positional.slice(verb === first ? 1 : 2);
  // `create quota few` names few, a quota.
  return { verb, options, ...targetsOf(first === 'create' && verb !== first ? [second, ...rest] : rest) };
}

// Verbs that have verbs of their own; `create` takes a kind in their place.
const GROUPS = /^(set|rollout|create|config|auth|plugin|certificate|cluster-info|top)$/;

function shellWords(line: string): readonly string[] {
  const words = line.matchAll(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/g);
  return Array.from(words, ([word]) =>
    word.replaceAll(/'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g, (_, single?: string, double?: string, plain?: string) =>
      single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? plain ?? '',
    ),
  );
}

const SHORT: Readonly<Record<string, string>> = {
  c: 'containers',
  e: 'env',
  f: 'filename',
  k: 'kustomize',
  l: 'selector',
  n: 'namespace',
  o: 'output',
  p: 'patch',
};
const SHORT_SWITCHES: Readonly<Record<string, string>> = { A: 'all-namespaces', R: 'recursive', w: 'watch', q: 'quiet' };
const SWITCHES =
  /^(all|all-namespaces|append-hash|confirm|dry-run|force|force-conflicts|ignore-not-found|list|local|now|overwrite|prune|quiet|record|recursive|resolve|save-config|server-side|show-.*|validate|wait|watch|watch-only|windows-line-endings)$/;

function separated(words: readonly string[]): Readonly<{ positional: readonly string[]; options: Map<string, string> }> {
  const positional: string[] = [];
  const options = new Map<string, string>();
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const option = optionOf(word);
    if (option === undefined) positional.push(word);
    else if (option.value !== undefined) options.set(option.name, option.value);
    else options.set(option.name, SWITCHES.test(option.name) ? 'true' : (words[++index] ?? ''));
  }
  return { positional, options };
}

type Option = Readonly<{ name: string; value?: string }>;

function optionOf(word: string): Option | undefined {
  const [isLong, name = '', value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
  if (isLong === undefined) return shortOption(word);
  return value === undefined ? { name } : { name, value };
}

// `-f -` and `-f-` are the same; `-` alone is the standard input.
function shortOption(word: string): Option | undefined {
  const [, letter, value] = /^-([A-Za-z])=?(.*)$/s.exec(word) ?? [];
  if (letter === undefined) return undefined;
  const name = SHORT_SWITCHES[letter];
  if (name !== undefined) return { name, value: 'true' };
  return { name: SHORT[letter] ?? letter, ...(value && { value }) };
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^deploy(ments?)?(\.|$)/, 'Deployment'],
  [/^(rs|replicasets?)(\.|$)/, 'ReplicaSet'],
  [/^(po|pods?)$/, 'Pod'],
  [/^(quota|resourcequotas?)$/, 'ResourceQuota'],
  [/^(limits|limitranges?)$/, 'LimitRange'],
];

// `rs/web-1 rs/web-2`, or `rs web-1 web-2`.
function targetsOf(words: readonly string[]): Pick<Command, 'kind' | 'names' | 'words'> {
  const [first = ''] = words;
  if (first === '' || isArgument(first)) return { kind: '', names: [], words };
  const isSlashed = first.includes('/');
  const kind = isSlashed ? first.slice(0, first.indexOf('/')) : first;
  const others = isSlashed ? words : words.slice(1);
  const end = others.findIndex((word) => isArgument(word) || word.includes('/') !== isSlashed);
  const names = (end < 0 ? others : others.slice(0, end)).map((word) => word.slice(word.indexOf('/') + 1));
  return { kind: kindOf(kind), names, words: end < 0 ? [] : others.slice(end) };
}

function isArgument(word: string): boolean {
  return word.includes('=') || word.endsWith('-');
}

function kindOf(word: string): string {
  return KINDS.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1] ?? word;
}
