/** What was met before, by its number or hash: what is not is written once, before the first line that refers to it. */
export class Met<Name> {
  private readonly names = new Set<Name>();

  /** Those of a page that were not met before, each once; from then on they are. */
  fresh(page: readonly (Name | null)[]): readonly Name[] {
    const fresh: Name[] = [];
    for (const name of page) {
      if (name === null || this.names.has(name)) continue;
      this.names.add(name);
      fresh.push(name);
    }
    return fresh;
  }
}
