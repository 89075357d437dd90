import { type Json, type JsonObject, objectOf } from '#libs/kubernetes';
import type { Secrets } from '../access/secrets.js';
import type { Answer } from './answer.js';

/** An answer as the caller may see it: each object by the namespace it is in, and so those in lists and Tables. */
export async function shownAnswer(answer: Answer, cluster: string, secrets: Secrets): Promise<Answer> {
  return answer.kind === 'object' ? { ...answer, object: await shownObject(answer.object, cluster, secrets) } : answer;
}

/** The same of one object, a list or a Table. */
export async function shownObject(object: JsonObject, cluster: string, secrets: Secrets): Promise<JsonObject> {
  const { items, rows, metadata } = object;
  const each = (list: readonly unknown[]): Promise<JsonObject[]> =>
    Promise.all(list.map((item) => shownObject(item as JsonObject, cluster, secrets)));
  if (Array.isArray(items)) return { ...object, items: await each(items) };
  if (Array.isArray(rows))
    return { ...object, rows: await Promise.all(rows.map((row: Json) => shownRow(objectOf(row)))) };
  const { namespace } = objectOf(metadata);
  return typeof namespace === 'string' ? secrets.shown({ cluster, namespace }, object) : object;

  async function shownRow(row: JsonObject): Promise<JsonObject> {
    return { ...row, object: await shownObject(objectOf(row.object), cluster, secrets) };
  }
}
