import type { Binding } from '#libs/access';
import { ArgumentInvalid } from '#libs/history';
import { refuseNames, refuseText } from './checked-names.js';

/** @throws ArgumentInvalid */
export function checkedBinding(input: Binding): Binding {
  const { role, subjects, groups, cluster, namespace } = input;
  if (subjects.length + groups.length === 0)
    throw new ArgumentInvalid('input.subjects', 'give at least one subject or group');
  refuseNames('input.subjects', subjects);
  refuseNames('input.groups', groups);
  refuseText('input.cluster', cluster);
  refuseText('input.namespace', namespace);
  return { role, subjects: [...new Set(subjects)], groups: [...new Set(groups)], cluster, namespace };
}
