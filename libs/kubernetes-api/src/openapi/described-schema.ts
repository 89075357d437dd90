import { type JsonObject, objectOf } from '#libs/kubernetes';
import { DESCRIPTIONS } from './descriptions.js';

/** A schema with what there is to say of the type and its fields. */
export function describedSchema(name: string, schema: JsonObject): JsonObject {
  const told = DESCRIPTIONS[name];
  if (told === undefined) return schema;
  const properties = Object.entries(objectOf(schema.properties)).map(([field, property]) => {
    const description = told[field];
    return [field, description === undefined ? property : { description, ...objectOf(property) }] as const;
  });
  return {
    ...(told[''] !== undefined && { description: told[''] }),
    ...schema,
    properties: Object.fromEntries(properties),
  };
}
