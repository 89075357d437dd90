import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { KUBERNETES_RELEASES } from '#libs/kubernetes';

// docs/kubernetes-fidelity.md says which function of Kubernetes each of ours follows: here it is held to the code.

type Row = Readonly<{ name: string; files: readonly string[]; functions: readonly string[]; cells: readonly string[] }>;

const HEADER = '| our file | our function | upstream | release |';
const FOLDERS: Readonly<Record<string, string>> = {
  'Deployment controller': 'libs/controller/src',
  'ReplicaSet controller, kubelet, scheduler': 'libs/controller/src',
  'Field managers (`libs/kubernetes/src/fields`)': 'libs/kubernetes/src/fields',
};

const sections = readFileSync('docs/kubernetes-fidelity.md', 'utf8')
  .split('\n## ')
  .filter((section) => section.includes(HEADER));
const rows = sections.flatMap((section) => rowsOf(section).map((row) => [row.name, row] as const));

describe('docs/kubernetes-fidelity.md', () => {
  it('has a table of functions in each section that is known here', () => {
    expect(sections.map((section) => section.split('\n')[0])).toEqual(Object.keys(FOLDERS));
    expect(rows.length).toBeGreaterThan(40);
  });

  it('names each file once a table', () => {
    for (const section of sections) {
      const names = rowsOf(section).map(({ cells }) => `${cells[0]} ${cells[1]}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.each(rows)('%s: the files are there', (_, { files }) => {
    expect(files).not.toHaveLength(0);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it.each(rows)('%s: the functions are there', (_, { files, functions }) => {
    const code = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    expect(functions).not.toHaveLength(0);
    expect(functions.filter((name) => !declares(code, name))).toEqual([]);
  });

  it.each(rows)('%s: what they follow is a file and a function of Kubernetes', (_, { cells: [, , upstream = ''] }) => {
    const named = spans(upstream);
    const isFile = (name: string): boolean => /\.(go|json)$/.test(name);
    expect(named.filter(isFile)).not.toHaveLength(0);
    expect(named.filter((name) => !isFile(name) && /^[\w.…-]+$/.test(name))).not.toHaveLength(0);
  });

  it.each(rows)('%s: the release is one that the model knows', (_, { cells: [, , , release = ''] }) => {
    const releases = release.match(/\b1\.\d+\b/g) ?? [];
    expect(releases).not.toHaveLength(0);
    expect(releases.filter((one) => !KUBERNETES_RELEASES.some((known) => known === one))).toEqual([]);
  });
});

function rowsOf(section: string): readonly Row[] {
  const [title = '', ...lines] = section.split('\n');
  const table = lines.slice(lines.indexOf(HEADER) + 2);
  const end = table.findIndex((line) => !line.startsWith('|'));
  return table.slice(0, end === -1 ? undefined : end).map((line) => rowOf(line, FOLDERS[title] ?? ''));
}

function rowOf(line: string, folder: string): Row {
  const cells = line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
  const [files = '', functions = ''] = cells;
  const library = spans(files).find((name) => name.startsWith('libs/'));
  const place = library === undefined ? folder : `${library}/src`;
  const names = spans(files).filter((name) => name !== library);
  return { name: files, files: names.map((name) => `${place}/${name}`), functions: spans(functions), cells };
}

function spans(cell: string): readonly string[] {
  return Array.from(cell.matchAll(/`([^`]+)`/g), ([, name = '']) => name);
}

/** Whether the code has this function, class, constant, or method of a class. */
function declares(code: string, name: string): boolean {
  const [owner = '', method] = name.split('.');
  if (!new RegExp(`^(export )?(async )?(function|class|const) ${owner}\\b`, 'm').test(code)) return false;
  return method === undefined || new RegExp(`^ {2}(readonly |async )?${method}\\(`, 'm').test(code);
}
