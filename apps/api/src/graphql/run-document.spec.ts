import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LIMITS } from '../limit/limits.js';
import type { RequestContext } from './request-context.js';
import { type Answer, type Mercurius, runDocument } from './run-document.js';

const request = { query: '{ __typename }', operationName: undefined, variables: {} };
const more = { context: { extensions: {} } as RequestContext, report: () => undefined };

/** Runs a document whose answer takes so many milliseconds. */
function answeredAfter(milliseconds: number): Promise<Answer> {
  const mercurius: Mercurius = () =>
    new Promise((resolve) => setTimeout(() => resolve({ data: { __typename: 'Query' } }), milliseconds));
  return runDocument(mercurius, request, more);
}

describe('the time that a request may take', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is 15 s', () => {
    expect(LIMITS.requestTime).toBe(15_000);
  });

  it('when the answer comes in its last millisecond, it is given', async () => {
    const answer = answeredAfter(LIMITS.requestTime - 1);
    await jest.advanceTimersByTimeAsync(LIMITS.requestTime);

    expect(await answer).toEqual({ ran: true, body: { data: { __typename: 'Query' } } });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('when the answer comes later, the request ends there and says what to do', async () => {
    let answer: Answer | undefined;
    void answeredAfter(LIMITS.requestTime + 1).then((given) => (answer = given));
    await jest.advanceTimersByTimeAsync(LIMITS.requestTime - 1);
    expect(answer).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1);

    expect(answer?.ran).toBe(false);
    expect(answer?.body.errors?.map(({ message, extensions }) => [message.slice(0, 20), extensions?.code])).toEqual([
      ['no answer after 15 s', 'TIMEOUT'],
    ]);
  });
});
