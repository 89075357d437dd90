import { PODS } from './tables/pods.js';
import { REQUESTS } from './tables/requests.js';

/** A field of a message, as its number finds it. */
export type Field = Readonly<{
  /** Its key in JSON; empty when the fields of its message stand in the object itself. */
  name: string;
  /** `one` value, a `list` of them, or a `map` of texts to them. */
  shape: 'one' | 'list' | 'map';
  /** A message of the tables, or one of the types a value is read by. */
  type: string;
  /** Go writes the zero of a field that is no pointer; JSON leaves it out. */
  zeroIsAbsent: boolean;
}>;

export type Fields = ReadonlyMap<number, Field>;

const known = new Map<string, Fields>();

/** The fields of a message by their numbers; undefined for a type that is no message. */
export function fieldsOf(message: string): Fields | undefined {
  const text = REQUESTS[message] ?? PODS[message];
  if (text === undefined) return undefined;
  const fields = known.get(message) ?? readFields(text);
  known.set(message, fields);
  return fields;
}

function readFields(text: string): Fields {
  return new Map(
    text.split(' ').map((field) => {
      const [number, name = '', type = '', flag] = field.split(':');
      return [Number(number), { name, ...shaped(type), zeroIsAbsent: flag === 'o' }];
    }),
  );
}

function shaped(type: string): Pick<Field, 'shape' | 'type'> {
  if (type.startsWith('[]')) return { shape: 'list', type: type.slice(2) };
  if (type.startsWith('{}')) return { shape: 'map', type: type.slice(2) };
  return { shape: 'one', type };
}
