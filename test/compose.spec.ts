import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readConfig } from '#libs/config';

type Service = {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string | number>;
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
};
type Compose = { services: Record<string, Service>; volumes: Record<string, unknown> };

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

/** What the Compose specification knows and this file uses. */
const SERVICE_KEYS = [
  ...['build', 'command', 'depends_on', 'environment', 'healthcheck', 'image', 'ports', 'restart'],
  ...['stop_grace_period', 'volumes'],
];
const HEALTHCHECK_KEYS = ['test', 'interval', 'timeout', 'retries', 'start_period'];
const TOP_KEYS = ['name', 'services', 'volumes', 'x-rollbook'];
const CONDITIONS = ['service_started', 'service_healthy', 'service_completed_successfully'];

describe('docker-compose.yml', () => {
  const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
  const services = Object.entries(compose.services);
  const dependencies = services.flatMap(([name, { depends_on = {} }]) =>
    Object.entries(depends_on).map(([on, { condition }]) => ({ name, on, condition })),
  );

  it('uses no key that Compose does not know', () => {
    expect(Object.keys(compose).filter((key) => !TOP_KEYS.includes(key))).toEqual([]);
    for (const [, service] of services) {
      expect(Object.keys(service).filter((key) => !SERVICE_KEYS.includes(key))).toEqual([]);
      const unknown = Object.keys(service.healthcheck ?? {}).filter((key) => !HEALTHCHECK_KEYS.includes(key));
      expect(unknown).toEqual([]);
    }
  });

  it('has Postgres, Redis, migration, key, API and worker', () => {
    expect(Object.keys(compose.services)).toEqual(['postgres', 'redis', 'migrate', 'key', 'api', 'worker']);
  });

  it.each(dependencies)('lets $name wait for $on, which can be waited for so', ({ on, condition }) => {
    const service = compose.services[on];

    expect(service).toBeDefined();
    expect(CONDITIONS).toContain(condition);
    if (condition === 'service_healthy') expect(service?.healthcheck).toBeDefined();
  });

  it('mounts volumes that it declares', () => {
    const mounted = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]));

    expect([...new Set(mounted)]).toEqual(Object.keys(compose.volumes));
  });

  it.each(['migrate', 'key', 'api', 'worker'])('gives %s an environment that it takes', (name) => {
    const { environment = {} } = compose.services[name]!;
    const given = Object.entries(environment).map(([key, value]) => [
      key,
      String(value).replace(/\$\{POSTGRES_PASSWORD:\?[^}]*\}/, 'secret'),
    ]);

    expect(readConfig(Object.fromEntries(given) as Record<string, string>)).toMatchObject({
      databaseUrl: 'postgresql://rollbook:secret@postgres:5432/rollbook',
      redisUrl: 'redis://redis:6379',
    });
  });

  it('names images with a version', () => {
    const foreign = services.filter(([, { build }]) => build === undefined).map(([, { image }]) => image);

    for (const image of foreign) expect(image).toMatch(/^[a-z]+:\d+/);
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');

  it('copies what there is', () => {
    const sources = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1));

    expect(sources.filter((source) => !existsSync(new URL(`../${source}`, import.meta.url)))).toEqual([]);
  });

  it('runs as an ordinary user, on the Node that package.json asks for', () => {
    expect(lines).toContain('USER node');
    const bases = lines.filter((line) => line.startsWith('FROM '));
    expect(bases.map((line) => line.split(' ')[1])).toEqual(['node:20-bookworm-slim', 'node:20-bookworm-slim']);
  });
});
