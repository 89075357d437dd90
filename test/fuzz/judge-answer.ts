import type { FuzzRequest } from './fuzz-request.js';
import type { FuzzAnswer } from './send-request.js';

/** What is wrong with an answer, whatever was asked; undefined when nothing is. */
export function judgeAnswer({ method }: FuzzRequest, answer: FuzzAnswer): string | undefined {
  const { status, body } = answer;
  if (status >= 500 && !isOfTheFuture(answer)) return `status ${status}: ${body.slice(0, 200)}`;
  if (method === 'HEAD' || status === 304 || status === 417) return body === '' ? undefined : 'a body that must not be';
  return isOtherThanJson(answer) ? undefined : judgeObject(answer);
}

// As in Kubernetes, 504 is the answer to a resourceVersion that there is not yet: clients ask again.
function isOfTheFuture({ status, body }: FuzzAnswer): boolean {
  return status === 504 && body.includes('"reason":"ResourceVersionTooLarge"');
}

// A log, a watch that was looked at for a moment, the document kubectl wants in Protobuf alone.
function isOtherThanJson({ status, type, streams }: FuzzAnswer): boolean {
  return status === 200 && (streams || type.startsWith('text/plain') || type.includes('protobuf'));
}

function judgeObject({ status, type, body }: FuzzAnswer): string | undefined {
  const answer = parsed(body);
  if (answer === undefined) return `no JSON object, but ${type} with status ${status}: ${body.slice(0, 200)}`;
  if (status < 400) return undefined;
  return answer.kind === 'Status' && answer.code === status ? undefined : `no Status, but ${body.slice(0, 200)}`;
}

function parsed(text: string): Readonly<{ kind?: unknown; code?: unknown }> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
