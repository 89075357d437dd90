/** An OpenAPI 2 document that tells of nothing, as JSON. */
export const OPENAPI_V2 = {
  swagger: '2.0',
  info: { title: 'Kubernetes', version: 'v1' },
  paths: {},
} as const;

/**
 * The same in Protobuf (gnostic's openapi.v2.Document), for clients that look at it before they fall back on what they know
 * themselves: `swagger` is field 1, `info` 2 with `title` 1 and `version` 2, `paths` 8. All are shorter than 128 bytes.
 */
export function openApiV2Bytes(): readonly number[] {
  const { swagger, info } = OPENAPI_V2;
  return [
    ...field(1, bytesOf(swagger)),
    ...field(2, [...field(1, bytesOf(info.title)), ...field(2, bytesOf(info.version))]),
    ...field(8, []),
  ];
}

// Wire type 2: a length, then so many bytes.
function field(number: number, bytes: readonly number[]): readonly number[] {
  return [number * 8 + 2, bytes.length, ...bytes];
}

function bytesOf(text: string): readonly number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
