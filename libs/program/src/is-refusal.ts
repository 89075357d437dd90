/** Our refusals carry a literal code such as `ConfigInvalid`; codes of the system and of Postgres are in capitals or digits. */
export function isRefusal(error: unknown): error is Error & Readonly<{ code: string }> {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[A-Z][a-z]\w+$/.test(error.code)
  );
}
