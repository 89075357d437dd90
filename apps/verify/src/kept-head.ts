import { CannotVerify, Fault } from './fault.js';
import type { Head } from './head.js';

/** A head that was kept from before, against which an export is compared: the log can only have grown. */
export class KeptHead {
  constructor(private readonly head: Head | undefined) {}

  /** @throws Fault, CannotVerify */
  begin({ origin, from }: Readonly<{ origin: string; from: number }>): void {
    if (this.head === undefined) return;
    if (this.head.origin !== origin) {
      throw new Fault(0, `the head you kept is of ${this.head.origin}, and this is ${origin}`);
    }
    if (this.head.size >= from - 1) return;
    throw new CannotVerify(
      `the head you kept has ${this.head.size} events: export from ${this.head.size + 1} or before to compare with it`,
    );
  }

  /** @throws Fault */
  compare({ size, root }: Readonly<{ size: number; root: () => Buffer }>): void {
    if (this.head?.size !== size || this.head.root === root().toString('base64')) return;
    throw new Fault(size, `the head you kept of ${size} events is of other events: there are two histories`);
  }

  /** Sizes in `unseen`, at the end, cannot be compared. @throws Fault, CannotVerify */
  end(size: number, to: number): void {
    if (this.head === undefined || this.head.size <= to || this.head.size === size) return;
    if (this.head.size > size) {
      throw new Fault(
        size + 1,
        `the log was cut off after event ${size}: the head you kept has ${this.head.size} events`,
      );
    }
    throw new CannotVerify(
      `the head you kept has ${this.head.size} events: export up to ${this.head.size} or further to compare with it`,
    );
  }
}
