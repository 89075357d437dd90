import { describe, expect, it } from '@jest/globals';
import {
  ArgumentInvalid,
  DeploymentExists,
  DeploymentNotFound,
  NoRolloutHistory,
  RolloutIsPaused,
} from '#libs/history';
import { DecodingFailed, DeploymentInvalid, PatchFailed } from '#libs/kubernetes';
import { notFound, SERVED_RESOURCES } from '#libs/kubernetes-api';
import { statusOf } from './kubernetes-status.js';

function told(error: unknown): Readonly<{ code?: number; reason?: string; message?: string; reported: boolean }> {
  let reported = false;
  const { code, reason, message } = statusOf(error, () => (reported = true));
  return { ...(code !== undefined && { code }), ...(reason && { reason }), ...(message && { message }), reported };
}

const CAUSE = { field: 'spec.replicas', reason: 'FieldValueInvalid', message: 'Invalid value: -1' } as const;

describe('what a client is told of a refusal', () => {
  it.each([
    { error: new DeploymentNotFound('web'), code: 404, reason: 'NotFound' },
    { error: new DeploymentExists('web'), code: 409, reason: 'AlreadyExists' },
    { error: new DeploymentInvalid('web', [CAUSE]), code: 422, reason: 'Invalid' },
    { error: new DecodingFailed('strict decoding error: unknown field "spec.foo"'), code: 400, reason: 'BadRequest' },
    { error: new PatchFailed(400, 'no patch'), code: 400, reason: 'BadRequest' },
    { error: new PatchFailed(422, 'it does not fit'), code: 422, reason: 'Invalid' },
    { error: new RolloutIsPaused('undo'), code: 422, reason: 'Invalid' },
    { error: new NoRolloutHistory('web'), code: 404, reason: 'NotFound' },
    { error: new ArgumentInvalid('limit', 'must not be negative'), code: 400, reason: 'BadRequest' },
    { error: notFound(SERVED_RESOURCES.pods, 'web-1'), code: 404, reason: 'NotFound' },
  ])('$error.message: $code $reason', ({ error, code, reason }) => {
    expect(told(error)).toEqual({ code, reason, message: expect.any(String), reported: false });
  });

  it('names the object, and each field that is wrong', () => {
    expect(statusOf(new DeploymentInvalid('web', [CAUSE]), nobody).details).toEqual({
      ...{ name: 'web', group: 'apps', kind: 'Deployment' },
      causes: [CAUSE],
    });
    expect(statusOf(new DeploymentExists('web'), nobody).details).toMatchObject({ name: 'web', kind: 'deployments' });
  });
});

describe('what a client is told of a fault', () => {
  it('is to try again when the database is not there, and the log says more', () => {
    const { code, details } = statusOf(Object.assign(new Error('gone'), { code: '57P01' }), nobody);
    expect([code, details?.retryAfterSeconds]).toEqual([503, 1]);
    expect(told(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })).reported).toBe(true);
  });

  it('is nothing of what happened', () => {
    expect(told(new Error('password authentication failed'))).toEqual({
      code: 500,
      reason: 'InternalError',
      message: 'Internal error occurred: the server log says more',
      reported: true,
    });
    expect(told('a text that was thrown').code).toBe(500);
  });

  it('is a bad request where a text cannot be stored', () => {
    expect(told(Object.assign(new Error('invalid byte sequence'), { code: '22021' }))).toMatchObject({
      code: 400,
      reported: false,
    });
  });
});

function nobody(): void {
  // Nothing is reported to.
}
