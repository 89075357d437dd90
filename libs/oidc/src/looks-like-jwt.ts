/** Whether a bearer token has the form of a signed JWT (RFC 7519): its header is JSON, which begins with `{"`. */
export function looksLikeJwt(token: string): boolean {
  return /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/.test(token);
}
