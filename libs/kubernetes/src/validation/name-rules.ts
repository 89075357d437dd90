/** What is wrong with a text under one of Kubernetes' naming rules, in its own words; empty when nothing is. */
export type NameRule = (value: string) => readonly string[];

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = String.raw`${LABEL}(\.${LABEL})*`;
const UNDERSCORED = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const KEY = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const KEY_WORDS =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const SUBDOMAIN_WORDS =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";

/** `web-1`: a container's or volume's name. */
export const dnsLabel: NameRule = (value) => {
  const words =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
  if (matches(LABEL, value)) return atMost(63, value);
  const reason = matches(SUBDOMAIN, value) ? 'must not contain dots' : unlike(words, LABEL, 'my-name', '123-abc');
  return [...atMost(63, value), reason];
};

/** `web-1`, and no digit first: a Service's name. */
export const dnsLabel1035: NameRule = (value) => [
  ...atMost(63, value),
  ...pattern(
    value,
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
    '[a-z]([-a-z0-9]*[a-z0-9])?',
    'my-name',
    'abc-123',
  ),
];

/** `web.example.com`: a Deployment's name. */
export const dnsSubdomain: NameRule = (value) => [
  ...atMost(253, value),
  ...pattern(value, SUBDOMAIN_WORDS, SUBDOMAIN, 'example.com'),
];

/** As `dnsSubdomain`, with underscores: a DNS search path. */
export const dnsSubdomainWithUnderscore: NameRule = (value) => [
  ...atMost(253, value),
  ...pattern(
    value,
    SUBDOMAIN_WORDS.replace("'-' or", "'_', '-' or"),
    String.raw`${UNDERSCORED}(\.${UNDERSCORED})*`,
    'example.com',
  ),
];

/** `example.com/team`: a label's or annotation's key. */
export const labelKey: NameRule = (value) => {
  const parts = value.split('/');
  if (parts.length > 2) {
    const words = unlike(`a valid label key ${KEY_WORDS}`, KEY, 'MyName', 'my.name', '123-abc');
    return [`${words} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const [prefix, name = ''] = parts.length === 2 ? parts : [undefined, value];
  return [...keyPrefix(prefix), ...keyName(name)];
};

/** `v1.2_final`: a label's value. */
export const labelValue: NameRule = (value) => [
  ...atMost(63, value, 'bytes'),
  ...pattern(
    value,
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    `(${KEY})?`,
    'MyValue',
    'my_value',
    '12345',
  ),
];

/** `http-alt`: a port's name (IANA). */
export const portName: NameRule = (value) => [
  ...atMost(15, value),
  ...unless(/^[-a-z0-9]+$/.test(value), 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'),
  ...unless(/[a-z]/.test(value), 'must contain at least one letter (a-z)'),
  ...unless(!value.includes('--'), 'must not contain consecutive hyphens'),
  ...unless(!/^-|-$/.test(value), 'must not begin or end with a hyphen'),
];

/** `PATH`: any printable ASCII but `=`. */
export const environmentName: NameRule = (value) => [
  ...unless(value !== '', 'environment variable name must be non-empty'),
  ...unless(
    /^[ -<>-~]*$/.test(value),
    "a valid environment variable name must consist only of printable ASCII characters other than '='",
  ),
];

/** `application.yaml`: a key of a ConfigMap or Secret. */
export const configMapKey: NameRule = (value) => [
  ...atMost(253, value),
  ...pattern(
    value,
    "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
    '[-._a-zA-Z0-9]+',
    'key.name',
    'KEY_NAME',
    'key-name',
  ),
  ...upwards(value),
];

export const httpHeaderName: NameRule = (value) =>
  pattern(
    value,
    "a valid HTTP header must consist of alphanumeric characters or '-'",
    '[-A-Za-z0-9]+',
    'X-Header-Name',
  );

export const percent: NameRule = (value) =>
  pattern(value, "a valid percent string must be a numeric string followed by an ending '%'", '[0-9]+%', '1%', '93%');

function keyPrefix(prefix: string | undefined): readonly string[] {
  if (prefix === undefined) return [];
  if (prefix === '') return ['prefix part must be non-empty'];
  const reasons = [...atMost(253, prefix, 'bytes'), ...pattern(prefix, SUBDOMAIN_WORDS, SUBDOMAIN, 'example.com')];
  return reasons.map((reason) => `prefix part ${reason}`);
}

function keyName(name: string): readonly string[] {
  const length = name === '' ? ['must be non-empty'] : atMost(63, name, 'bytes');
  const reasons = [...length, ...pattern(name, KEY_WORDS, KEY, 'MyName', 'my.name', '123-abc')];
  return reasons.map((reason) => `name part ${reason}`);
}

function upwards(value: string): readonly string[] {
  if (value === '.' || value === '..') return [`must not be '${value}'`];
  return value.startsWith('..') ? ["must not start with '..'"] : [];
}

function atMost(length: number, value: string, unit = 'characters'): readonly string[] {
  return unless(value.length <= length, `must be no more than ${length} ${unit}`);
}

function pattern(value: string, words: string, format: string, ...examples: readonly string[]): readonly string[] {
  return matches(format, value) ? [] : [unlike(words, format, ...examples)];
}

function unlike(words: string, format: string, ...examples: readonly string[]): string {
  const listed = examples.map((example) => `'${example}', `).join(' or ');
  return `${words} (e.g. ${listed}regex used for validation is '${format}')`;
}

const compiled = new Map<string, RegExp>();

function matches(format: string, value: string): boolean {
  let expression = compiled.get(format);
  if (expression === undefined) compiled.set(format, (expression = new RegExp(`^(?:${format})$`)));
  return expression.test(value);
}

function unless(isRight: boolean, reason: string): readonly string[] {
  return isRight ? [] : [reason];
}
