/** A time as the API prints it, in whole seconds: `2026-11-21T10:00:00Z`. */
export function apiTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
