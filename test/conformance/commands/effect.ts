import type { Input, ModelState, PodLife } from '#libs/controller';
import type { JsonObject, PodTemplate } from '#libs/kubernetes';

type Happening<T> = T extends Input ? Omit<T, 'at'> : never;

/** What happens to the model, at the instant of the command. */
export type Inputs = readonly Happening<Input>[];

/** What a command does to one object: inputs for the model, a write that the model does not know of, or nothing. */
export type Effect = Inputs | 'touched';

export const NOTHING: Effect = [];

/** What a server-side apply of each manager has asked for so far: what it no longer asks for goes. */
export type Managers = Map<string, JsonObject>;

/** What the effect of a command depends on. */
export type World = Readonly<{
  state: ModelState;
  namespace: string;
  /** The name of the Deployment that the recording is about. */
  subject: string;
  /** What kubectl reads on its clock. */
  restartedAt: string;
  managers: Managers;
  /** Quotas and limits in force, by kind and name. */
  limits: Map<string, JsonObject>;
  podLifeOf: (template: PodTemplate) => PodLife;
  /** A uid for a Deployment that is created. */
  newUid: () => string;
}>;

/** A command that cannot be played: it is told of, and never passed over. */
export class Unplayable extends Error {}
