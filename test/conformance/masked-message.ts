/** A message with the chance letters at the end of pods' names left out. */
export function maskedMessage(message: string): string {
  return message.replaceAll(/(pod: |pods ")([a-z0-9.-]+)[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, '$1$2*****');
}
