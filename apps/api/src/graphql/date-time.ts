import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { asJson } from './as-json.js';

/** A moment, to the millisecond. Goes out in UTC, comes in with any offset; one must be given. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description:
    'A moment as RFC 3339 writes it, to the millisecond: `2026-03-01T09:30:00.000Z`. An offset must be given.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => (value instanceof Date ? value : new Date(value as string | number)).toISOString(),
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : undefined),
});

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i;

function parseDateTime(value: unknown): Date {
  const match = typeof value === 'string' ? RFC_3339.exec(value) : null;
  const moment = match === null ? Number.NaN : Date.parse(match[0].toUpperCase());
  if (match === null || Number.isNaN(moment) || !isDayOfMonth(match)) {
    throw new GraphQLError(
      `${asJson(value)} is not a DateTime: write it as RFC 3339 does, with an offset, such as "2026-03-01T09:30:00Z"`,
      { extensions: { code: 'BAD_USER_INPUT' } },
    );
  }
  return new Date(moment);
}

// Date.parse takes the 31st of any month.
function isDayOfMonth([, year, month, day]: RegExpExecArray): boolean {
  return Number(day) >= 1 && Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}
