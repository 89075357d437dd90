import { describe, expect, it } from '@jest/globals';
import { parseImage } from './parse-image.js';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('parseImage', () => {
  it.each([
    ['nginx', 'nginx', 'docker.io/library/nginx', { tagOrLatest: 'latest' }],
    ['nginx:1.24', 'nginx', 'docker.io/library/nginx', { tag: '1.24', tagOrLatest: '1.24' }],
    [`nginx@${DIGEST}`, 'nginx', 'docker.io/library/nginx', { digest: DIGEST }],
    [`team/app:1@${DIGEST}`, 'team/app', 'docker.io/team/app', { tag: '1', digest: DIGEST, tagOrLatest: '1' }],
    ['localhost/app', 'localhost/app', 'localhost/app', { tagOrLatest: 'latest' }],
    ['index.docker.io/nginx:1', 'index.docker.io/nginx', 'docker.io/library/nginx', { tag: '1', tagOrLatest: '1' }],
    ['r.io:5000/a/b:v', 'r.io:5000/a/b', 'r.io:5000/a/b', { tag: 'v', tagOrLatest: 'v' }],
    ['r.io:5000/a', 'r.io:5000/a', 'r.io:5000/a', { tagOrLatest: 'latest' }],
  ])('when given %s, it tells its parts', (text, repository, fullRepository, version) => {
    expect(parseImage(text)).toEqual({ repository, fullRepository, ...version });
  });

  it.each(['', 'Nginx', 'nginx:', 'a b', '-a', 'nginx:-1', 'nginx@sha256:12', 'a//b', '0123456789abcdef'.repeat(4)])(
    'when given %j, it is no image',
    (text) => {
      expect(parseImage(text)).toBeUndefined();
    },
  );
});
