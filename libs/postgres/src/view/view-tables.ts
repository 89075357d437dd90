/** A table that holds rows of streams, and what of it a new change makes untrue. */
export type ViewTable = Readonly<{
  name: string;
  /** Besides `stream_id`. */
  key: readonly string[];
  columns: readonly string[];
  /** Rows that go unless they are written again; absent where rows are only ever replaced. */
  cut?: string;
}>;

/** Parameters of the statement that writes to the views. */
export const WRITE_PARAMETERS = [
  'streamId',
  'base',
  'streamPosition',
  'position',
  'snapshot',
  'version',
  'cutFrom',
  'cutRolloutsFrom',
  'cutEventsAfter',
] as const;

/** The place of a parameter, such as `$3`. */
export function parameter(name: (typeof WRITE_PARAMETERS)[number]): string {
  return `$${WRITE_PARAMETERS.indexOf(name) + 1}`;
}

const SPAN = ['valid_from', 'valid_to'];

// The range finds what is still open at a moment without a look at the history before it.
const CUT_SPANS = `tstzrange(t.valid_from, t.valid_to) && tstzrange(${parameter('cutFrom')}::timestamptz, null)
    and t.valid_from >= ${parameter('cutFrom')}::timestamptz`;

/** Every table of the views but the checkpoints. */
export const VIEW_TABLES = [
  {
    name: 'deployment',
    key: [],
    columns: [
      ...[
        'cluster',
        'namespace',
        'name',
        'uid',
        'created_at',
        'created_change',
        'deleted_at',
        'deleted_change',
        'gone_at',
        'quiet_at',
        'adopted',
      ],
      ...[
        'labels',
        'annotations',
        'metadata',
        'owners',
        'images',
        'spec',
        'template_hash',
        'last_change',
        'last_changed_at',
        'position',
      ],
    ],
  },
  {
    name: 'deployment_span',
    key: ['valid_from'],
    columns: [...SPAN, 'generation', 'revision', 'status'],
    cut: `t.valid_from >= ${parameter('cutFrom')}::timestamptz`,
  },
  {
    name: 'replica_set_span',
    key: ['name', 'valid_from'],
    columns: [
      ...['name', ...SPAN, 'uid', 'created_at', 'pod_template_hash', 'template_hash', 'revision', 'annotations'],
      ...['generation', 'observed_generation', 'min_ready_seconds', 'desired', 'current', 'ready', 'available'],
      ...['terminating', 'conditions', 'deleted_at', 'orphaned'],
    ],
    cut: CUT_SPANS,
  },
  {
    name: 'pod_span',
    key: ['name', 'valid_from'],
    columns: [
      ...['name', ...SPAN, 'replica_set', 'created_at', 'status', 'ready', 'ready_since', 'deleted_at', 'node', 'ip'],
    ],
    cut: CUT_SPANS,
  },
  {
    name: 'revision',
    key: ['number', 'created_at'],
    columns: [
      ...['number', 'created_at', 'change', 'template_hash', 'pod_template_hash', 'replica_set', 'images'],
      ...['restored_from', 'superseded_by', 'superseded_at', 'forgotten_at'],
    ],
    cut: `t.created_at >= ${parameter('cutFrom')}::timestamptz`,
  },
  {
    name: 'rollout',
    key: ['to_revision', 'started_at'],
    columns: [
      ...['change', 'from_revision', 'to_revision', 'started_at', 'ended_at', 'outcome'],
      ...['lowest_available', 'most_pods', 'steps', 'reason', 'message', 'hindered_since'],
    ],
    cut: `t.started_at >= ${parameter('cutRolloutsFrom')}::timestamptz`,
  },
  {
    name: 'controller_event',
    key: ['number'],
    columns: [
      ...[
        'number',
        'at',
        'name',
        'is_new',
        'count',
        'first_at',
        'type',
        'reason',
        'message',
        'object',
        'uid',
        'source',
      ],
    ],
    cut: `t.number > ${parameter('cutEventsAfter')}::int`,
  },
] as const satisfies readonly ViewTable[];

export type ViewTableName = (typeof VIEW_TABLES)[number]['name'];
