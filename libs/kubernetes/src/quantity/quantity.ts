/** How a quantity is written: `1500m`, `1536Mi` or `15e2`. */
export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/** An amount of a resource: `unscaled * 10 ** exponent` (k8s.io/apimachinery `resource.Quantity`). */
export type Quantity = Readonly<{
  unscaled: bigint;
  exponent: number;
  format: QuantityFormat;
  /** The text it was parsed from, where Kubernetes keeps that as it is; else empty. */
  text: string;
  /** Kubernetes holds it as `inf.Dec`, for it does not fit 64 bits in the fast way. */
  big: boolean;
}>;

/** A text that is no quantity, in Kubernetes' own words. */
export class QuantityUnreadable extends Error {
  readonly code = 'QuantityUnreadable';
  constructor(
    readonly text: string,
    reason: string,
  ) {
    super(reason);
  }
}
