import type { Json } from '../json.js';
import { parseQuantity } from '../quantity/parse-quantity.js';
import type { Quantity } from '../quantity/quantity.js';
import { scalarText } from '../scalar-text.js';
import type { Sink } from './sink.js';

/** Go types that are printed from other fields than their JSON has. */
export const SPECIAL_WRITERS: Readonly<Record<string, (value: Json | undefined, sink: Sink) => void>> = {
  bool: (value, sink) => sink.text(value === true ? 'true' : 'false'),
  int32: writeNumber,
  int64: writeNumber,
  'resource.Quantity': (value, sink) => sink.text(dumpOfQuantity(parseQuantity(scalarText(value ?? '0').trim()))),
  'intstr.IntOrString': (value, sink) => {
    const isText = typeof value === 'string';
    sink.text(
      `{Type:(intstr.Type)${isText ? 1 : 0} IntVal:(int32)${isText ? 0 : scalarText(value ?? 0)} StrVal:(string)`,
    );
    sink.text(`${isText ? value : ''}}`);
  },
  // A time that is set also prints the location of the controller's process, which nobody can know afterwards.
  'v1.Time': (value, sink) => {
    const ext = value === undefined ? 0 : Date.parse(scalarText(value)) / 1000 + SECONDS_BEFORE_1970;
    sink.text(`{Time:(time.Time){wall:(uint64)0 ext:(int64)${ext} loc:(*time.Location)<nil>}}`);
  },
  'v1.FieldsV1': (value, sink) => {
    const bytes = value === undefined ? [] : utf8(JSON.stringify(value));
    sink.text(`{Raw:([]uint8)${bytes.length === 0 ? '<nil>' : `[${bytes.join(' ')}]`}}`);
  },
};

const SECONDS_BEFORE_1970 = 62_135_596_800;

function writeNumber(value: Json | undefined, sink: Sink): void {
  sink.text(scalarText(value ?? 0));
}

function dumpOfQuantity({ unscaled, exponent, big, text, format }: Quantity): string {
  const small = big ? '0 scale:(resource.Scale)0' : `${unscaled} scale:(resource.Scale)${exponent}`;
  const decimal = big ? dumpOfDecimal(unscaled, exponent) : '<nil>';
  return (
    `{i:(resource.int64Amount){value:(int64)${small}} d:(resource.infDecAmount){Dec:(*inf.Dec)${decimal}}` +
    ` s:(string)${text} Format:(resource.Format)${format}}`
  );
}

// big.Int is a sign and words of 64 bits, the least first.
function dumpOfDecimal(unscaled: bigint, exponent: number): string {
  const words: bigint[] = [];
  for (let rest = unscaled < 0n ? -unscaled : unscaled; rest > 0n; rest >>= 64n) words.push(BigInt.asUintN(64, rest));
  const digits = words.length === 0 ? '<nil>' : `[${words.join(' ')}]`;
  return `{unscaled:(big.Int){neg:(bool)${unscaled < 0n} abs:(big.nat)${digits}} scale:(inf.Scale)${-exponent}}`;
}

function utf8(text: string): readonly number[] {
  return Array.from(new TextEncoder().encode(text));
}
