/** The environment names what is wrong with it, every variable at once. */
export class ConfigInvalid extends Error {
  readonly code = 'ConfigInvalid';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}
