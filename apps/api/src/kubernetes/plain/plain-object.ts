import { type ObjectState, parseObjectEvent } from '#libs/history';
import type { ObjectRow } from '#libs/postgres';

/** An object that is kept whole, as it is known at a moment. */
export type PlainObject = Readonly<{
  uid: string;
  /** Position of its last event. */
  position: bigint;
  state: ObjectState;
  /** When its deletion was asked for; it is there until it is gone. */
  deletedAt?: Date;
}>;

/** When it is gone for good; undefined while it lives. */
export function goneAt({ state: { endingSeconds = 0 }, deletedAt }: PlainObject): Date | undefined {
  return deletedAt && new Date(deletedAt.getTime() + endingSeconds * 1000);
}

/** A row of the log, read. */
export function plainObject({ uid, position, written, deletedAt, goneAt: end, graceSeconds }: ObjectRow): PlainObject {
  const { payload } = parseObjectEvent(written);
  if (!('object' in payload)) throw new Error(`the object ${uid} was deleted before it was written`);
  return {
    uid,
    position: BigInt(position),
    state: {
      ...payload,
      ...(deletedAt && end && { endingSeconds: (end.getTime() - deletedAt.getTime()) / 1000 }),
      ...(graceSeconds !== null && { graceSeconds }),
    },
    ...(deletedAt && { deletedAt }),
  };
}
