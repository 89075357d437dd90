const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * A duration in at most two units, as Kubernetes prints ages (apimachinery `duration.HumanDuration`): 119 s are `119s`,
 * 125 s `2m5s`, 10 minutes and a half `10m`, three days and an hour `3d1h`. A clock may be a second ahead; more is `<invalid>`.
 */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  const hours = Math.floor(seconds / HOUR);
  if (seconds < 2 * MINUTE) return `${seconds}s`;
  if (seconds < 10 * MINUTE) return inTwo(seconds, [MINUTE, 'm'], 's');
  if (seconds < 3 * HOUR) return `${Math.floor(seconds / MINUTE)}m`;
  if (hours < 8) return inTwo(Math.floor(seconds / MINUTE), [60, 'h'], 'm');
  return hours < 48 ? `${hours}h` : inDays(hours);
}

function inDays(hours: number): string {
  const days = Math.floor(hours / 24);
  if (days < 8) return inTwo(hours, [24, 'd'], 'h');
  if (days < 2 * 365) return `${days}d`;
  if (days < 8 * 365) return inTwo(days, [365, 'y'], 'd');
  return `${Math.floor(days / 365)}y`;
}

type Unit = readonly [size: number, name: string];

// The second unit is left out when nothing of it is left.
function inTwo(amount: number, [size, name]: Unit, rest: string): string {
  const left = amount % size;
  return `${Math.floor(amount / size)}${name}${left === 0 ? '' : `${left}${rest}`}`;
}
