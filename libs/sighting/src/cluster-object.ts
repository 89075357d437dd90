/** A JSON object, as the cluster's API gave it. */
export type ClusterObject = Readonly<Record<string, unknown>>;
