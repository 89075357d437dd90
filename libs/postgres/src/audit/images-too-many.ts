/** So many images may begin as a question says. */
export const MOST_IMAGES = 500;

/** A question names the beginning of more images than are looked up one by one. */
export class ImagesTooMany extends Error {
  readonly code = 'ImagesTooMany';
  constructor(readonly prefix: string) {
    super(
      `more than ${MOST_IMAGES} images begin with ${JSON.stringify(prefix)}: give more of it, or a whole repository (web:*) or folder (registry.example.com/shop/*)`,
    );
  }
}
