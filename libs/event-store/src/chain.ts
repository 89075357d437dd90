/**
 * Ties changes together that were decided one upon the other before the first of them was recorded: once one of them is refused,
 * or turns out to have been recorded elsewhere, those appended after it are refused with a StreamConflict. Their positions alone
 * would not tell: what somebody else wrote meanwhile may have as many events as the one that was refused.
 */
export class Chain {
  private broken = false;

  get isBroken(): boolean {
    return this.broken;
  }

  break(): void {
    this.broken = true;
  }
}
