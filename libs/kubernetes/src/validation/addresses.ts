import type { Json } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { against, type Causes, invalid, NONE, required, when } from './cause.js';
import { dnsSubdomain, dnsSubdomainWithUnderscore } from './name-rules.js';
import { each, type Rule } from './value-rules.js';

const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const MOST_SEARCH_CHARACTERS = 2048;

/** A pod's own DNS settings; policy None demands them. */
export function validateDnsConfig(config: Json | undefined, policy: Json | undefined, field: string): Causes {
  const { nameservers, searches, options } = objectOf(config);
  if (policy === 'None') {
    if (config === undefined) return [required(field, 'must provide `dnsConfig` when `dnsPolicy` is None')];
    const words = 'must provide at least one DNS nameserver when `dnsPolicy` is None';
    if (listOf(nameservers).length === 0) return [required(`${field}.nameservers`, words)];
  }
  return [
    ...limited(nameservers, `${field}.nameservers`, MOST_NAMESERVERS, 'nameservers'),
    ...each(nameservers, `${field}.nameservers`, ipAddress),
    ...limited(searches, `${field}.searches`, MOST_SEARCHES, 'search paths'),
    ...searchLength(searches, `${field}.searches`),
    ...each(searches, `${field}.searches`, searchPath),
    ...each(options, `${field}.options`, (option, at) =>
      when(textOf(objectOf(option).name) === '', required(at, 'must not be empty')),
    ),
  ];
}

/** Further lines of a pod's /etc/hosts. */
export const validateHostAliases: Rule = (aliases, field) =>
  each(aliases, field, (alias, at) => [
    ...ipAddress(objectOf(alias).ip, `${at}.ip`),
    ...each(objectOf(alias).hostnames, `${at}.hostnames`, (name, nameAt) =>
      against(dnsSubdomain, nameAt, textOf(name)),
    ),
  ]);

export const ipAddress: Rule = (value, field) => {
  const text = textOf(value);
  const octets = /^\d{1,3}(\.\d{1,3}){3}$/.test(text) ? text.split('.') : undefined;
  const isAddress = octets === undefined ? isIpv6(text) : octets.every((octet) => Number(octet) <= 255);
  if (!isAddress) return [invalid(field, text, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')];
  const hasZeros = octets?.some((octet) => /^0\d/.test(octet)) === true;
  return when(hasZeros, invalid(field, text, 'must not have leading 0s'));
};

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const isWhole = halves.length === 2 ? groups.length < 8 : groups.length === 8;
  return isWhole && groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group));
}

const searchPath: Rule = (value, field) => {
  const path = textOf(value);
  return path === '.' ? NONE : against(dnsSubdomainWithUnderscore, field, path.replace(/\.$/, ''));
};

function searchLength(searches: Json | undefined, field: string): Causes {
  const { length } = listOf(searches).map(textOf).join(' ');
  const words = `must not have more than ${MOST_SEARCH_CHARACTERS} characters (including spaces) in the search list`;
  return when(length > MOST_SEARCH_CHARACTERS, invalid(field, searches, words));
}

function limited(list: Json | undefined, field: string, most: number, what: string): Causes {
  return when(listOf(list).length > most, invalid(field, list, `must not have more than ${most} ${what}`));
}
