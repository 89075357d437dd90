import { formatQuantity } from './format-quantity.js';
import { parseQuantity, roundUp } from './parse-quantity.js';

/** A resource amount as the API server stores it: nothing finer than a thousandth, rounded up (3.14159 is `3142m`). */
export function roundToMilli(text: string): string {
  const quantity = parseQuantity(text);
  const { unscaled, exponent, big } = quantity;
  if (exponent >= -3 && !big) return formatQuantity(quantity);
  return formatQuantity({ ...quantity, unscaled: roundUp(unscaled, exponent + 3), exponent: -3, text: '' });
}
