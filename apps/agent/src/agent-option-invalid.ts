/** An option that cannot be. */
export class AgentOptionInvalid extends Error {
  readonly code = 'AgentOptionInvalid';
  constructor(
    readonly option: string,
    reason: string,
  ) {
    super(`--${option} ${reason}`);
  }
}
