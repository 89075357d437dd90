/**
 * What `kubectl rollout status` says, with the first line of each phase alone: how often the status is written while a phase
 * lasts, and with which numbers in between, is a race of the two controllers and of kubectl.
 */
export function phasesOf(text: string): string {
  const lines = text.split('\n');
  return lines.filter((line, at) => at === 0 || phaseOf(line) !== phaseOf(lines[at - 1] ?? '')).join('\n');
}

function phaseOf(line: string): string {
  return line.replace(/: .*? (new replicas|old replicas|updated replicas|rolling|spec)/, ': $1');
}
