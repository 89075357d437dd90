import { describe, expect, it } from '@jest/globals';
import { imageFolders, imageReferences, readImagePattern } from './image-pattern.js';

const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('how people name images', () => {
  it.each([
    ['nginx:1.25', 'reference', 'docker.io/library/nginx:1.25'],
    ['docker.io/library/nginx:1.25', 'reference', 'docker.io/library/nginx:1.25'],
    [`nginx@${DIGEST}`, 'reference', `docker.io/library/nginx@${DIGEST}`],
    ['nginx', 'repository', 'docker.io/library/nginx'],
    ['localhost:5000/web', 'repository', 'localhost:5000/web'],
    ['*:1.25', 'tag', '1.25'],
    [DIGEST, 'digest', DIGEST],
    ['nginx:1.*', 'prefix', 'nginx:1.'],
    ['nginx:*', 'repository', 'docker.io/library/nginx'],
    ['r.io/shop/*', 'folder', 'r.io/shop/'],
    ['No Image', 'reference', 'No Image'],
  ])('when %s is asked for, a %s is meant', (text, kind, meant) => {
    expect(readImagePattern(text)).toEqual({ kind, text: meant });
  });

  it.each(['', '*', '*:', '*:1.*', '*nginx', 'ng*nx', '**'])('when %j is asked for, no image is named', (text) => {
    expect(readImagePattern(text)).toBeUndefined();
  });

  it('when an image has a tag and a digest, it is found by each', () => {
    expect(imageReferences(`web:1@${DIGEST}`)).toEqual([
      `web:1@${DIGEST}`,
      `docker.io/library/web:1@${DIGEST}`,
      'docker.io/library/web:1',
      `docker.io/library/web@${DIGEST}`,
    ]);
    expect(imageReferences('r.io/web:1')).toEqual(['r.io/web:1']);
  });

  it('when an image lies in folders, it is found by each', () => {
    expect(imageFolders('r.io/shop/web:1')).toEqual(['r.io/', 'r.io/shop/']);
    expect(imageFolders('nginx')).toEqual(['docker.io/', 'docker.io/library/']);
  });
});
