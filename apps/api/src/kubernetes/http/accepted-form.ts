import {
  badRequest,
  type Form,
  type IncludeObject,
  type MetaVersion,
  notAcceptable,
  WHOLE,
} from '#libs/kubernetes-api';
import { type MediaRange, parseAccept } from './media-range.js';

/**
 * The first form a client accepts that can be had: whole objects, a Table or metadata alone, always as JSON.
 * @throws RequestRefused when there is none
 */
export function acceptedForm(accept: string, query: URLSearchParams): Form {
  for (const range of parseAccept(accept)) {
    const form = formOf(range, query);
    if (form !== undefined) return form;
  }
  throw notAcceptable([JSON_TYPE]);
}

const JSON_TYPE = 'application/json';

function formOf({ type, parameters }: MediaRange, query: URLSearchParams): Form | undefined {
  if (type !== JSON_TYPE && type !== 'application/*' && type !== '*/*') return undefined;
  const { as, g, v } = parameters;
  if (as === undefined) return WHOLE;
  if (g !== 'meta.k8s.io' || !isVersion(v)) return undefined;
  switch (as) {
    case 'Table':
      return { kind: 'table', version: v, includeObject: includeObjectOf(query) };
    case 'PartialObjectMetadata':
    case 'PartialObjectMetadataList':
      return { kind: 'metadata', version: v };
    default:
      return undefined;
  }
}

function isVersion(version: string | undefined): version is MetaVersion {
  return version === 'v1' || version === 'v1beta1';
}

function includeObjectOf(query: URLSearchParams): IncludeObject {
  const value = query.get('includeObject') ?? '';
  if (value === '') return 'Metadata';
  if (value === 'None' || value === 'Metadata' || value === 'Object') return value;
  throw badRequest(`unrecognized includeObject value: ${JSON.stringify(value)}`);
}
