import { ArgumentInvalid } from '#libs/history';
import { teamAreas } from '../change/team-areas.js';
import type { ApiPorts } from '../ports.js';
import type { DeliveryArgs, DeliveryMeasures } from './delivery.types.js';

/** @throws ArgumentInvalid */
export async function deliveryMeasures(
  ports: Pick<ApiPorts, 'reads' | 'bindings' | 'now'>,
  { since, until, team, cluster, namespace }: DeliveryArgs,
): Promise<DeliveryMeasures> {
  const now = ports.now();
  const end = until ?? now;
  if (since >= end)
    throw new ArgumentInvalid('since', 'must be earlier than `until`, which is now when it is left out');
  const areas = team === undefined || team === null ? undefined : await teamAreas(ports, team);
  const places = Object.entries({ cluster, namespace, areas }).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  const filter = { since, until: end, ...Object.fromEntries(places) };
  const { failedOrUndone, ...same } = await ports.reads.readDeliveryMeasures(filter, now);
  return { ...same, failedOrUndoneShare: same.rollouts === 0 ? null : failedOrUndone / same.rollouts };
}
