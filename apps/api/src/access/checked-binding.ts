import type { Binding } from '#libs/access';
import { ArgumentInvalid } from '#libs/history';

const MOST_NAMES = 100;
const LONGEST = 253;

/** @throws ArgumentInvalid */
export function checkedBinding(input: Binding): Binding {
  const { role, subjects, groups, cluster, namespace } = input;
  if (subjects.length + groups.length === 0)
    throw new ArgumentInvalid('input.subjects', 'give at least one subject or group');
  for (const [field, names] of Object.entries({ subjects, groups })) {
    if (names.length > MOST_NAMES)
      throw new ArgumentInvalid(`input.${field}`, `at most ${MOST_NAMES} can be given, not ${names.length}`);
    names.forEach((name, index) => refuseText(`input.${field}[${index}]`, name));
  }
  refuseText('input.cluster', cluster);
  refuseText('input.namespace', namespace);
  return { role, subjects: [...new Set(subjects)], groups: [...new Set(groups)], cluster, namespace };
}

function refuseText(field: string, text: string): void {
  if (text !== '' && text.length <= LONGEST && !/[\0-\x1f]/.test(text)) return;
  throw new ArgumentInvalid(field, `must be 1 to ${LONGEST} characters without control characters`);
}
