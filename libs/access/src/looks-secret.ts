// Words that stand in names of secrets, as parts of the name: API_KEY is one, KEYBOARD and MONKEY are not.
const NAME =
  /(?:^|[_.-])(?:password|passwd|passphrase|pass|pwd|secrets?|tokens?|keys?|apikey|credentials?|creds|auth|salt|cookie|dsn|private)(?:$|[_.-])/i;

// Where a secret is, not what it is.
const PLACE = /(?:^|[_.-])(?:file|path|dir|name|id|url|host|port|ttl|size|prefix|enabled|algorithm)$/i;

// Forms that say themselves what they are: keys and tokens of well-known makers, PEM, JWT, an address with a password.
const VALUE =
  /^(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk_live_|rk_live_|sk-|AKIA[A-Z0-9]{16}$|AIza|SG\.|npm_|hvs\.|rollbook_|ya29\.)|-----BEGIN [A-Z ]*PRIVATE KEY-----|^eyJ[\w-]+\.[\w-]+\.[\w-]*$|^[a-z][\w+.-]*:\/\/[^\s/@:]*:[^\s/@]+@/;

/** Whether the value of an environment variable looks like one that not everybody should see. A guess: see docs/access.md. */
export function looksSecret(name: string, value: string): boolean {
  if (value === '') return false;
  return VALUE.test(value) || (NAME.test(words(name)) && !PLACE.test(words(name)));
}

// dbPassword has the words db and Password.
function words(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2');
}
