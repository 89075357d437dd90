/** A JSON value, as parsed. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. An absent key reads as `undefined`. */
export type JsonObject = { readonly [key: string]: Json | undefined };
