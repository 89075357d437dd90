/** What the API server refuses pods for: a ResourceQuota on their number, a LimitRange on each container. */
export type PodLimits = Readonly<{
  quota?: Readonly<{ name: string; pods: number }>;
  /** Quantities as written, by resource: `{ memory: '1Gi' }`. */
  containerMax?: Readonly<Record<string, string>>;
}>;
