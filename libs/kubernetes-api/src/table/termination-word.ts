import type { JsonObject } from '#libs/kubernetes';
import { numberOf } from '../json/reading.js';

/** How a container ended that gives no reason. */
export function signalOrExitCode({ signal, exitCode }: JsonObject): string {
  return numberOf(signal) !== 0 ? `Signal:${numberOf(signal)}` : `ExitCode:${numberOf(exitCode)}`;
}
