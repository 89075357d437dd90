import type { ImageRunRow, ImageUsageFilter } from '#libs/postgres';
import { imageIn } from '../change/change-list-filter.js';
import { teamAreas } from '../change/team-areas.js';
import { decodeCursor, encodeCursor } from '../graphql/cursor.js';
import { forwardPage, type Page, pageSize } from '../graphql/page.js';
import type { ApiPorts } from '../ports.js';
import type { ImageRun, ImageUsageArgs } from './image-usage.types.js';

const KIND = 'image run';

/**
 * A page of runs of an image, those that were recorded last first.
 * @throws ArgumentInvalid, AuditIndexBehind, ImagesTooMany
 */
export async function imageUsagePage(
  ports: Pick<ApiPorts, 'reads' | 'bindings'>,
  args: ImageUsageArgs,
): Promise<Page<ImageRun>> {
  const { first, after } = args;
  const size = pageSize(first);
  const cursor =
    after === undefined || after === null ? undefined : decodeCursor<[string, string]>(after, KIND, ['', '']);
  const rows = await ports.reads.listImageUsage(await imageUsageFilter(ports, args), {
    limit: size + 1,
    ...(cursor !== undefined && { after: [digits(cursor[0]), cursor[1]] as const }),
  });
  return forwardPage(rows.map(imageRun), {
    size,
    after,
    cursorOf: ({ broughtInBy, container }) => encodeCursor(KIND, broughtInBy, container),
  });
}

// Anybody can write a cursor: what is no number stands before everything.
function digits(text: string): string {
  return /^\d{1,18}$/.test(text) ? text : '0';
}

/** @throws ArgumentInvalid */
export async function imageUsageFilter(
  ports: Pick<ApiPorts, 'bindings'>,
  { image, team, since, until, cluster, namespace }: Omit<ImageUsageArgs, 'first' | 'after'>,
): Promise<ImageUsageFilter> {
  const areas = team === undefined || team === null ? undefined : await teamAreas(ports, team);
  const given = Object.entries({ since, until, cluster, namespace, areas });
  return {
    image: imageIn(image, 'image'),
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== null)),
  };
}

function imageRun({ broughtIn: broughtInBy, takenOut: takenOutBy, ...same }: ImageRunRow): ImageRun {
  return { ...same, broughtInBy, takenOutBy };
}
