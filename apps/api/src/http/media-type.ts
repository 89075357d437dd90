export type AnswerType = 'application/graphql-response+json' | 'application/json';

/**
 * How to answer: in GraphQL's own media type wherever the client takes it, as plain JSON to those that ask for that
 * alone; undefined when it takes neither. `application/json` has status 200 for every answer that is GraphQL.
 */
export function answerType(accept: string | undefined): AnswerType | undefined {
  const types = (accept ?? '*/*').split(',').map((part) => part.split(';')[0]?.trim().toLowerCase());
  if (types.includes('application/graphql-response+json')) return 'application/graphql-response+json';
  if (types.includes('application/json')) return 'application/json';
  return types.includes('*/*') || types.includes('application/*') ? 'application/graphql-response+json' : undefined;
}
