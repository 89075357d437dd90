/** A command that kubectl or the API server refuses, in the words that kubectl prints after `error:`. */
export class Refused extends Error {}

/** An object the API server would not store: the words are printed without `error:`. */
export class Invalid extends Refused {
  constructor(name: string, causes: readonly Readonly<{ field: string; message: string }>[]) {
    const told = causes.map(({ field, message }) => `${field}: ${message}`);
    const list = told.length === 1 ? told.join('') : told.map((one) => `\n* ${one}`).join('');
    super(`The Deployment "${name}" is invalid: ${list}`);
  }
}
