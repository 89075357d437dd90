import type { RecordedChange } from '#libs/event-store';

/** Whether a change tells only who made an earlier one: it says nothing of what is or was, whenever it is told. */
export function attributesOnly({ events }: Pick<RecordedChange, 'events'>): boolean {
  return events.every(({ type }) => type === 'ChangeAttributed');
}
