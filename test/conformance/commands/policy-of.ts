import type { PropagationPolicy } from '#libs/controller';
import type { Command } from './command-line.js';

const POLICIES: Readonly<Record<string, PropagationPolicy>> = {
  background: 'Background',
  true: 'Background',
  foreground: 'Foreground',
  orphan: 'Orphan',
  false: 'Orphan',
};

/** What `kubectl delete` does with what the deleted object controls. */
export function policyOf({ options }: Command): PropagationPolicy {
  return POLICIES[options.get('cascade') ?? 'background'] ?? 'Background';
}
