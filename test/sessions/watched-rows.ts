/** A row of a table that was watched. */
type Row = Readonly<{ line: string; name: string; ageSeconds: number }>;

/**
 * What `kubectl get -w` says of Deployments or ReplicaSets, object by object: the rows that stood for a second (of so many
 * seconds) or longer. What is written in between, and how often, is a race of the two controllers.
 */
export function restingRows(text: string, seconds = 1): string {
  return byObject(text)
    .flatMap(({ rows }) =>
      rows
        .filter((row, at) => isFound(row, at, seconds) || rests(row, rows[at + 1], seconds))
        .map(({ line }) => withoutAge(line)),
    )
    .filter((line, at, lines) => line !== lines[at - 1])
    .join('\n');
}

/** What `kubectl get pods -w` says, pod by pod: what each of them went through. Which of equal pods it was is chance. */
export function podStories(text: string): string {
  return byObject(text)
    .map(({ name, rows }) => {
      const stages = rows.map(({ line }) => withoutAge(line).replace(name, ''));
      const owner = name.slice(0, name.lastIndexOf('-'));
      return `${owner} ${stages.filter((stage, at) => stage !== stages[at - 1]).join(' > ')}`;
    })
    .sort()
    .join('\n');
}

// What is there when the watch begins is told, however soon it changes.
function isFound({ ageSeconds }: Row, at: number, seconds: number): boolean {
  return at === 0 && ageSeconds > seconds;
}

// Ages are whole seconds: two apart is more than one.
function rests(row: Row, next: Row | undefined, seconds: number): boolean {
  return next === undefined || next.ageSeconds - row.ageSeconds >= seconds + 1;
}

function byObject(text: string): readonly Readonly<{ name: string; rows: readonly Row[] }>[] {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const at = header.split(/ {2,}/).indexOf('NAME');
  const rows = lines.map((line) => {
    const cells = line.split(/ {2,}/);
    return { line: line.replace(/ {2,}/g, '  '), name: cells[at] ?? '', ageSeconds: secondsOf(cells.at(-1) ?? '') };
  });
  const names = [...new Set(rows.map(({ name }) => name))];
  return names.map((name) => ({ name, rows: rows.filter((row) => row.name === name) }));
}

function withoutAge(line: string): string {
  return line.replace(/ {2}\S+$/, '');
}

function secondsOf(age: string): number {
  const [, minutes = '0', seconds = '0'] = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(age.trim()) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}
