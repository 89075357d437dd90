import type { RecordedChange, StreamName } from '#libs/event-store';
import { type DeploymentEvent, storableEvent } from '#libs/history';
import { canonicalJson } from '#libs/kubernetes';
import type { Mark } from './projection-state.js';

/** Events that were not recorded, as the change they would be; `last` is the change before it. */
export function plannedChange(
  stream: StreamName,
  events: readonly DeploymentEvent[],
  {
    last,
    at,
  }: Readonly<{ last: (Mark & Readonly<{ position: bigint; streamPosition: number }>) | undefined; at: number }>,
): RecordedChange {
  const position = last?.position ?? 0n;
  const streamPosition = last?.streamPosition ?? 0;
  return {
    change: position + 1n,
    stream: { ...stream, id: 0, openedAt: 0n },
    actor: { subject: '', groups: [] },
    source: 'graphql',
    provenance: {},
    summary: '',
    occurredAt: at,
    recordedAt: at,
    events: events.map((event, index) => ({
      ...storedForm(event),
      position: position + BigInt(index + 1),
      streamPosition: streamPosition + index + 1,
      leafHash: '',
    })),
  };
}

// A template that is not stored has no hash yet: its content stands for it.
function storedForm(event: DeploymentEvent) {
  const { template, ...rest } = storableEvent(event);
  return template === undefined ? rest : { ...rest, template, templateHash: canonicalJson(template) };
}
