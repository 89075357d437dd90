import type { Verb } from '#libs/kubernetes-api';

type Asked = Readonly<{ method: string; name: string | undefined; query: URLSearchParams }>;

/** What a request asks for; undefined for a method that means nothing here. */
export function verbOf({ method, name, query }: Asked): Verb | undefined {
  switch (method) {
    case 'GET':
      if (name !== undefined) return 'get';
      return isTrue(query.get('watch')) ? 'watch' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === undefined ? 'deletecollection' : 'delete';
    default:
      return undefined;
  }
}

/** A boolean of the query: anything but `0` and `false`, also nothing at all, is true. */
export function isTrue(value: string | null): boolean {
  return value !== null && value !== '0' && value.toLowerCase() !== 'false';
}
