/** A patch the API server does not apply. */
export class PatchFailed extends Error {
  readonly code = 'PatchFailed';
  constructor(
    /** As HTTP: 400 the patch itself is wrong, 422 it does not fit the object. */
    readonly status: 400 | 422,
    reason: string,
  ) {
    super(reason);
  }
}
