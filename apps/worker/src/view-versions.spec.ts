import { describe, expect, it } from '@jest/globals';
import { ViewsOfOtherVersion } from '#libs/projections';
import { ViewVersions } from './view-versions.js';

describe('ViewVersions', () => {
  it('when a newer Rollbook has taken over the views, the check fails until a catch-up succeeds', async () => {
    const versions = new ViewVersions();
    await versions.check();
    await expect(versions.watch(() => Promise.reject(new ViewsOfOtherVersion(99)))).rejects.toThrow('run the newer');
    await expect(versions.check()).rejects.toThrow('the views are of version 99');

    await versions.watch(() => Promise.resolve());
    await versions.check();
  });

  it('when a catch-up fails for another reason, the views are not to blame', async () => {
    const versions = new ViewVersions();
    await expect(versions.watch(() => Promise.reject(new Error('no connection')))).rejects.toThrow('no connection');
    await versions.check();
  });
});
