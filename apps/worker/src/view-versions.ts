import { ViewsOfOtherVersion } from '#libs/projections';

/** Remembers that a newer Rollbook has taken the views over while this one runs: from then on it can do nothing for them. */
export class ViewVersions {
  private refused: ViewsOfOtherVersion | undefined;

  async watch<T>(catchUp: () => Promise<T>): Promise<T> {
    try {
      const outcome = await catchUp();
      this.refused = undefined;
      return outcome;
    } catch (error) {
      if (error instanceof ViewsOfOtherVersion) this.refused = error;
      throw error;
    }
  }

  /** @throws ViewsOfOtherVersion */
  check(): Promise<void> {
    return this.refused === undefined ? Promise.resolve() : Promise.reject(this.refused);
  }
}
