/** The value of an option of a command line: `--replicas=3`, `--replicas 3`, or in its short form. */
export function optionOf(words: readonly string[], name: string, short = `--${name}`): string | undefined {
  const joined = words.find((word) => word.startsWith(`--${name}=`));
  if (joined !== undefined) return joined.slice(name.length + 3);
  const index = words.findIndex((word) => word === `--${name}` || word === short);
  return index < 0 ? undefined : words[index + 1];
}
