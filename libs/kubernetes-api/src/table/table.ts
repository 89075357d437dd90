import type { Json, JsonObject } from '#libs/kubernetes';

/** A column of a Table; those of priority 1 are shown by `-o wide` only. */
export type Column = Readonly<{
  name: string;
  type: 'string' | 'integer' | 'date';
  format: '' | 'name';
  description: string;
  priority: 0 | 1;
}>;

/** How objects of a resource are shown as rows. */
export type TableKind = Readonly<{
  columns: readonly Column[];
  /** One cell a column, at a moment: ages are told by the server. */
  cells: (object: JsonObject, now: Date) => readonly Json[];
  /** What else is said of a row, such as that a pod has run to its end. */
  conditions?: (object: JsonObject) => readonly JsonObject[];
}>;

type Shown = Readonly<Partial<Pick<Column, 'type' | 'format' | 'priority'>>>;

export function column(name: string, description: string, shown: Shown = {}): Column {
  const { type = 'string', format = '', priority = 0 } = shown;
  return { name, type, format, description, priority };
}

export const NAME = column('Name', 'Name of the object, unique within its namespace.', { format: 'name' });

export const AGE = column('Age', 'Time since the object was made.');

export const WIDE = { priority: 1 } as const;

export const INTEGER = { type: 'integer' } as const;
