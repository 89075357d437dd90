import { badRequest } from '#libs/kubernetes-api';

/** A whole number of the query; 0 when it is not there, as for Kubernetes. */
export function queryNumber(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '';
  if (text === '') return 0;
  const value = JSON.stringify(text);
  if (!/^[+-]?\d+$/.test(text))
    throw badRequest(`${name}: Invalid value: ${value}: strconv.ParseInt: parsing ${value}: invalid syntax`);
  const number = BigInt(text);
  if (number < -(2n ** 63n) || number >= 2n ** 63n)
    throw badRequest(`${name}: Invalid value: ${value}: strconv.ParseInt: parsing ${value}: value out of range`);
  return Number(number);
}
