import type { Handler } from '../handler.js';
import { reviewed, specOf } from './self-subject-access.js';

/** `POST …/selfsubjectreviews` (`kubectl auth whoami`): who the server takes the caller for. */
export const reviewSelfSubject: Handler = (request) => {
  specOf(request);
  const { subject, groups, impersonator } = request.actor;
  const userInfo = {
    username: subject,
    groups,
    ...(impersonator !== undefined && { extra: { 'rollbook/impersonator': [impersonator] } }),
  };
  return Promise.resolve(reviewed(request.served, { status: { userInfo } }));
};
