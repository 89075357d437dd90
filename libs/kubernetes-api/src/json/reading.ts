import { isJsonList, isJsonObject, type Json, type JsonObject } from '#libs/kubernetes';

/** The objects of a list; none when it is no list. */
export function itemsOf(value: Json | undefined): readonly JsonObject[] {
  return isJsonList(value) ? value.filter(isJsonObject) : [];
}

/** A text; empty when it is none. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A number; 0 when it is none, as the API leaves zeros out. */
export function numberOf(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}
