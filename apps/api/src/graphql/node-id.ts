import { ArgumentInvalid } from '#libs/history';

/** What a global id points to. Streams and numbers are the log's own, so an id stays valid for ever. */
export type NodeRef =
  | Readonly<{ type: 'Deployment'; streamId: number }>
  | Readonly<{ type: 'Revision'; streamId: number; number: number; change: string }>
  | Readonly<{ type: 'Rollout'; streamId: number; toRevision: number; change: string }>
  | Readonly<{ type: 'Change'; change: string }>;

/** The opaque form of a reference. */
export function encodeNodeId(ref: NodeRef): string {
  return Buffer.from(textOf(ref)).toString('base64url');
}

/** @throws ArgumentInvalid when it is no id of ours. */
export function decodeNodeId(id: string, field = 'id'): NodeRef {
  const text = Buffer.from(id, 'base64url').toString();
  const ref = refOf(text.split(':'));
  if (ref === undefined || encodeNodeId(ref) !== id) {
    throw new ArgumentInvalid(
      field,
      `${JSON.stringify(id)} is not an id of this server: use one that an answer's \`id\` field gave`,
    );
  }
  return ref;
}

function textOf(ref: NodeRef): string {
  switch (ref.type) {
    case 'Deployment':
      return `Deployment:${ref.streamId}`;
    case 'Revision':
      return `Revision:${ref.streamId}:${ref.number}:${ref.change}`;
    case 'Rollout':
      return `Rollout:${ref.streamId}:${ref.toRevision}:${ref.change}`;
    case 'Change':
      return `Change:${ref.change}`;
  }
}

function refOf([type, first = '', second = '', third = '']: readonly string[]): NodeRef | undefined {
  switch (type) {
    case 'Deployment':
      return { type, streamId: numberOf(first) };
    case 'Revision':
      return { type, streamId: numberOf(first), number: numberOf(second), change: positionOf(third) };
    case 'Rollout':
      return { type, streamId: numberOf(first), toRevision: numberOf(second), change: positionOf(third) };
    case 'Change':
      return { type, change: positionOf(first) };
    case undefined:
    default:
      return undefined;
  }
}

// Streams and revisions are numbered in 32 bits; 0 is none of them.
function numberOf(text: string): number {
  const number = Number(text);
  return Number.isInteger(number) && number <= 2 ** 31 - 1 ? number : 0;
}

function positionOf(text: string): string {
  return /^[1-9]\d{0,17}$/.test(text) ? text : '0';
}
