/** An object the API server cannot read (400 BadRequest), in its own words. */
export class DecodingFailed extends Error {
  readonly code = 'DecodingFailed';
  constructor(
    message: string,
    /** What is wrong, without the sentence that names the object. */
    readonly reason = message,
  ) {
    super(message);
  }
}
