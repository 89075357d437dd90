/** The value, or what is wrong with the text in words that follow the variable's name. */
export type Reading<T> = (text: string) => Readonly<{ value: T } | { problem: string }>;

export function nonEmpty(text: string): Readonly<{ value: string }> {
  return { value: text };
}

/** Both ends are inclusive. */
export function wholeNumber(least: number, most: number): Reading<number> {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : -1;
    if (value >= least && value <= most) return { value };
    return { problem: `must be a whole number from ${least} to ${most}, not ${JSON.stringify(text)}` };
  };
}

export function oneOf<T extends string>(words: readonly T[]): Reading<T> {
  return (text) => {
    const value = words.find((word) => word === text.toLowerCase());
    if (value !== undefined) return { value };
    return { problem: `must be one of ${words.join(', ')}, not ${JSON.stringify(text)}` };
  };
}

/** A problem never shows the text: it may hold a password. */
export function url(protocols: readonly string[]): Reading<string> {
  const form = `must be an address such as ${protocols[0] ?? ''}//user:password@host/name`;
  return (text) => {
    const address = text.replace('@/', '@localhost/'); // a Unix socket: no host, but ?host=/folder
    if (!URL.canParse(address)) return { problem: form };
    const { protocol } = new URL(address);
    return protocols.includes(protocol) ? { value: text } : { problem: `${form}, not one of ${protocol}//` };
  };
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** An address whose answers can be trusted: over HTTPS, or from this machine. */
export function issuer(text: string): ReturnType<Reading<string>> {
  const problem = 'must be an address such as https://accounts.example.com (http:// only on this machine itself)';
  if (!URL.canParse(text)) return { problem };
  const { protocol, hostname, search, hash } = new URL(text);
  const isTrusted = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
  return isTrusted && search === '' && hash === '' ? { value: text } : { problem };
}
