/** How a client wants objects: whole, as rows of a Table, or their metadata alone (apimachinery `meta/v1`). */
export type Form = ObjectForm | TableForm | MetadataForm;

type ObjectForm = Readonly<{ kind: 'object' }>;

type TableForm = Readonly<{
  kind: 'table';
  version: MetaVersion;
  /** What of the object goes with its row. */
  includeObject: IncludeObject;
}>;

type MetadataForm = Readonly<{ kind: 'metadata'; version: MetaVersion }>;

export type MetaVersion = 'v1' | 'v1beta1';

export type IncludeObject = 'None' | 'Metadata' | 'Object';

export const WHOLE: Form = { kind: 'object' };
