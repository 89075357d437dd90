/** A Deployment with one container and its template labelled, as the stories have them. */
export type StoryManifest = Readonly<{
  name: string;
  labels?: Readonly<Record<string, string>>;
  templateLabels: Readonly<Record<string, string>>;
  /** Those of the template when left out. */
  selector?: Readonly<Record<string, string>>;
  annotations?: Readonly<Record<string, string>>;
  replicas: number;
  strategy?: Readonly<{ type: string }>;
  container: Readonly<{
    name: string;
    image: string;
    ports?: readonly Readonly<{ name?: string; containerPort: number }>[];
  }>;
}>;

export function storyManifest(story: StoryManifest) {
  const { name, labels, annotations, templateLabels, selector = templateLabels, replicas, strategy, container } = story;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, ...(labels && { labels }), ...(annotations && { annotations }) },
    spec: {
      replicas,
      ...(strategy && { strategy }),
      selector: { matchLabels: selector },
      template: { metadata: { labels: templateLabels }, spec: { containers: [container] } },
    },
  };
}
