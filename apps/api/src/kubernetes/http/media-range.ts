/** One of the media types a client accepts, such as `application/json;as=Table;v=v1;g=meta.k8s.io`. */
export type MediaRange = Readonly<{ type: string; parameters: Readonly<Record<string, string>> }>;

/** The media types of an `Accept` header, the most wanted first; those refused with `q=0` are left out. */
export function parseAccept(header: string): readonly MediaRange[] {
  return header
    .split(',')
    .map(parseRange)
    .filter(({ type, quality }) => type !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ type, parameters }) => ({ type, parameters }));
}

function parseRange(text: string): MediaRange & Readonly<{ quality: number }> {
  const [type = '', ...rest] = text.split(';').map((part) => part.trim());
  const { q, ...parameters } = Object.fromEntries(rest.map(parseParameter));
  return { type: type.toLowerCase(), parameters, quality: qualityOf(q) };
}

function parseParameter(text: string): readonly [name: string, value: string] {
  const [name = '', value = ''] = text.split('=').map((part) => part.trim());
  return [name.toLowerCase(), value.replace(/^"(.*)"$/, '$1')];
}

function qualityOf(text: string | undefined): number {
  const quality = Number(text ?? '1');
  return Number.isNaN(quality) ? 1 : quality;
}
