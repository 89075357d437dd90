import type { Command } from './command-line.js';
import { type Effect, NOTHING, Unplayable, type World } from './effect.js';
import { podLike } from '../pod-facts.js';
import { staysSelected, type Target } from './target.js';
import { keyChanges } from './verbs.js';

const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';

/** What a command does to a pod. Those of a recording have other names: one of the same ReplicaSet stands for each. */
export function podEffect(command: Command, { name }: Target, { state }: World): Effect {
  switch (command.verb) {
    case 'delete': {
      const withoutGrace = command.options.get('grace-period') === '0' || command.options.get('now') === 'true';
      const pod = state.pods.some((one) => one.name === name) ? name : podLike(state, name);
      return [{ kind: 'podDeleted', pod, withoutGrace }];
    }
    case 'annotate':
      if (DELETION_COST in keyChanges(command.words)) throw new Unplayable('pods have no deletion cost here');
      return 'touched';
    case 'label':
      if (!staysSelected(state, keyChanges(command.words))) throw new Unplayable('a pod is not released here');
      return 'touched';
    case 'create':
    case 'run':
      return NOTHING;
    default:
      throw new Unplayable('it is not known');
  }
}
