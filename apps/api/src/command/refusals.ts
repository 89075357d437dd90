/** The Deployment was changed since the caller read it. */
export class PositionConflict extends Error {
  readonly code = 'PositionConflict';
  constructor(
    readonly deployment: string,
    readonly expectedPosition: string,
    readonly actualPosition: string,
  ) {
    super(
      `the Deployment ${deployment} is at position ${actualPosition}, not at ${expectedPosition}: read it again and decide again`,
    );
  }
}

/** What the command needs of the views is not there yet. */
export class ViewBehind extends Error {
  readonly code = 'ViewBehind';
  constructor(readonly deployment: string) {
    super(`what became of ${deployment} is still being worked out: try again in a moment`);
  }
}
