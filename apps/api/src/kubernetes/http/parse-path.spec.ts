import { describe, expect, it } from '@jest/globals';
import { parseClusterPath, parseResourcePath } from './parse-path.js';

describe('parseClusterPath', () => {
  it.each([
    ['/api', 'default', '', ['api']],
    ['/apis/apps/v1/', 'default', '', ['apis', 'apps', 'v1']],
    ['/clusters/prod/api', 'prod', '/clusters/prod', ['api']],
    ['/clusters/a%2Fb/api/v1', 'a/b', '/clusters/a%2Fb', ['api', 'v1']],
    ['/clusters', 'default', '', ['clusters']],
    ['/', 'default', '', []],
  ])('when the path is %s, it is of cluster %s', (path, cluster, prefix, parts) => {
    expect(parseClusterPath(path)).toEqual({ cluster, prefix, parts });
  });

  it.each(['/api//v1', '/api/%zz', '//api'])('when the path is %s, it is none', (path) => {
    expect(parseClusterPath(path)).toBeUndefined();
  });
});

describe('parseResourcePath', () => {
  it.each([
    ['apis/apps/v1/deployments', { resource: 'deployments.apps' }],
    ['apis/apps/v1/namespaces/shop/deployments', { resource: 'deployments.apps', namespace: 'shop' }],
    ['apis/apps/v1/namespaces/shop/deployments/web', { resource: 'deployments.apps', namespace: 'shop', name: 'web' }],
    [
      'apis/apps/v1/namespaces/shop/deployments/web/scale',
      { resource: 'deployments.apps', namespace: 'shop', name: 'web', subresource: 'scale' },
    ],
    ['api/v1/namespaces', { resource: 'namespaces' }],
    ['api/v1/namespaces/shop', { resource: 'namespaces', name: 'shop' }],
    ['api/v1/namespaces/shop/status', { resource: 'namespaces', name: 'shop', subresource: 'status' }],
    [
      'api/v1/namespaces/shop/pods/web-1/log',
      { resource: 'pods', namespace: 'shop', name: 'web-1', subresource: 'log' },
    ],
  ])('when the path is /%s, it names %j', (path, expected) => {
    const { served: _, ...place } = parseResourcePath(path.split('/'))!;
    expect(place).toEqual(expected);
  });

  it.each([
    'apis/apps/v1',
    'apis/apps/v2/deployments',
    'apis/apps/v1/deployments/web',
    'apis/apps/v1/namespaces/shop/deployments/web/scale/more',
    'api/v1/namespaces/shop/namespaces/web',
    'api/v1/namespaces/shop/deployments',
    'nothing',
  ])('when the path is /%s, it names none', (path) => {
    expect(parseResourcePath(path.split('/'))).toBeUndefined();
  });
});
