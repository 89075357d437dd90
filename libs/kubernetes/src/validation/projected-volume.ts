import type { Json, JsonObject } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { type Causes, forbidden, invalid, NONE, required, when } from './cause.js';
import { validateLabelSelector } from './label-selector.js';
import { each, fileMode, needs, numberOf, type Rule, unique, unreservedPath } from './value-rules.js';
import { downwardFile, keyToPath } from './volume-files.js';

/** Several sources in one directory; no two may write the same file. */
export const projectedVolume: Rule = (volume, field) => {
  const { defaultMode, sources } = objectOf(volume);
  const paths = listOf(sources).flatMap((source) => pathsOf(objectOf(source)));
  return [
    ...fileMode(defaultMode, `${field}.defaultMode`),
    ...each(sources, `${field}.sources`, (source, at) => sourceCauses(objectOf(source), at, field)),
    ...unique(
      paths.map(({ path }) => path),
      (index) => invalid(field, paths[index]?.owner ?? '', 'conflicting duplicate paths'),
    ),
  ];
};

function sourceCauses(source: JsonObject, at: string, field: string): Causes {
  const given = Object.entries(KINDS).filter(([name]) => source[name] !== undefined);
  const many = forbidden(at, 'may not specify more than 1 volume type per source');
  return [
    ...given.flatMap(([name, kind]) => kind(source[name], `${at}.${name}`, field)),
    ...when(given.length > 1, many),
  ];
}

type Kind = (value: Json | undefined, at: string, field: string) => Causes;

const keys: Kind = (value, at) => [
  ...needs(value, at, 'name'),
  ...each(objectOf(value).items, `${at}.items`, keyToPath),
];

// Kubernetes tells the token's path as one of the volume itself.
const serviceAccountToken: Kind = (value, at, field) => {
  const { expirationSeconds, path } = objectOf(value);
  const seconds = numberOf(expirationSeconds);
  const place = `${at}.expirationSeconds`;
  return [
    ...when(seconds < 600, invalid(place, seconds, 'may not specify a duration less than 10 minutes')),
    ...when(seconds > 2 ** 32, invalid(place, seconds, 'may not specify a duration larger than 2^32 seconds')),
    ...when(textOf(path) === '', required(`${field}.path`)),
    ...unreservedPath(path, `${field}.path`),
  ];
};

const clusterTrustBundle: Kind = (value, at) => {
  const { name, signerName, labelSelector, path } = objectOf(value);
  const isNamed = name !== undefined;
  const isSigned = signerName !== undefined;
  return [
    ...when(isNamed && isSigned, invalid(at, value, 'only one of name and signerName may be used')),
    ...when(!isNamed && !isSigned, required(at, 'either name or signerName must be specified')),
    ...(isSigned && !isNamed ? validateLabelSelector(labelSelector, `${at}.labelSelector`) : NONE),
    ...needs(value, at, 'path'),
    ...unreservedPath(path, `${at}.path`),
  ];
};

const KINDS: Readonly<Record<string, Kind>> = {
  secret: keys,
  configMap: keys,
  downwardAPI: (value, at) => listOf(objectOf(value).items).flatMap((file) => downwardFile(file, at)),
  serviceAccountToken,
  clusterTrustBundle,
};

type OwnedPath = Readonly<{ path: string; owner: string }>;

function pathsOf({ secret, configMap, downwardAPI, clusterTrustBundle: bundle }: JsonObject): readonly OwnedPath[] {
  const ofItems = (source: Json | undefined): readonly OwnedPath[] =>
    listOf(objectOf(source).items).map((item) => {
      const path = textOf(objectOf(item).path);
      return { path, owner: textOf(objectOf(source).name ?? path) };
    });
  const bundlePath = textOf(objectOf(bundle).path);
  const all = [
    ...ofItems(secret),
    ...ofItems(configMap),
    ...ofItems(downwardAPI),
    { path: bundlePath, owner: bundlePath },
  ];
  return all.filter(({ path }) => path !== '');
}
