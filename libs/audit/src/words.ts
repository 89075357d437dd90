// Two words that begin with the same so many characters are the same.
const LONGEST = 64;

/**
 * The words of a text, in small letters and one form for all widths and ways of writing an accent: `OPS-12 Überlast` has `ops`, `12`
 * and `überlast`. Of scripts without spaces each character and each two neighbours are a word: `障害対応` has `障`, `害`, `対`, `応`, `障害`,
 * `害対` and `対応`.
 */
export function wordsOf(text: string): readonly string[] {
  return runsOf(text).flatMap(({ characters, spaced }) =>
    spaced ? [wholeWord(characters)] : [...characters, ...pairsOf(characters)],
  );
}

/** The words a text asks for: every one of them must be there, in any order. */
export function wordsAsked(text: string): readonly string[] {
  return runsOf(text).flatMap(({ characters, spaced }) => {
    if (spaced) return [wholeWord(characters)];
    return characters.length === 1 ? characters : pairsOf(characters);
  });
}

type Run = Readonly<{ characters: readonly string[]; spaced: boolean }>;

// Letters, digits and marks that follow each other; two kinds of script are two runs.
function runsOf(text: string): readonly Run[] {
  const runs = text.normalize('NFKC').toLowerCase().match(RUNS) ?? [];
  return runs.map((run) => ({ characters: [...run], spaced: !UNSPACED.test(run) }));
}

const WITHOUT_SPACES =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const UNSPACED = new RegExp(`[${WITHOUT_SPACES}]`, 'u');
const RUNS = new RegExp(`[${WITHOUT_SPACES}]+|(?:(?![${WITHOUT_SPACES}])[\\p{L}\\p{M}\\p{N}])+`, 'gu');

function wholeWord(characters: readonly string[]): string {
  return characters.slice(0, LONGEST).join('');
}

function pairsOf(characters: readonly string[]): readonly string[] {
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}
