import type { JsonObject } from '#libs/kubernetes';

/** The release of Kubernetes this API is that of. */
export const KUBERNETES_VERSION = 'v1.36.3';

/** What `/version` answers. */
export function versionInfo(build: Readonly<{ platform: string; goVersion: string }>): JsonObject {
  return {
    major: '1',
    minor: '36',
    emulationMajor: '1',
    emulationMinor: '36',
    minCompatibilityMajor: '1',
    minCompatibilityMinor: '35',
    gitVersion: KUBERNETES_VERSION,
    gitCommit: '',
    gitTreeState: 'clean',
    buildDate: '2026-01-01T00:00:00Z',
    goVersion: build.goVersion,
    compiler: 'rollbook',
    platform: build.platform,
  };
}
