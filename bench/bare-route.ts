import fastify from 'fastify';
import { openPool, openReads, PostgresEventStore } from '#libs/postgres';

// The floor of bench/graphql.ts: the same SQL and the same answer, with nothing around it.
const url = process.argv[2] ?? '';
const pool = openPool(url, { size: 10 });
const reads = openReads(pool);
const store = new PostgresEventStore({ url, pool });
const server = fastify();

server.get<{ Params: { name: string } }>('/:name', async ({ params: { name } }, reply) => {
  const at = new Date();
  const deployment = await reads.findDeployment({ cluster: 'default', namespace: 'shop', name }, at);
  if (deployment === undefined) return reply.code(404).send();
  const revisions = await reads.readRevisions([deployment.streamId], { at, limit: 11 });
  const templates = await store.readTemplates(revisions.map(({ templateHash }) => templateHash));
  const { namespace, uid, position, generation, revision, labels, createdAt } = deployment;
  const nodes = revisions.slice(0, 10).map(({ number, change, podTemplateHash, images, templateHash, ...row }) => ({
    number,
    createdAt: row.createdAt,
    cause: change.cause,
    actor: { subject: change.actor.subject },
    podTemplateHash,
    images,
    keptByCluster: row.supersededAt === null && row.forgottenAt === null,
    template: templates.get(templateHash),
  }));
  const answer = { namespace, name, uid, position, generation, revision, labels, createdAt, revisions: { nodes } };
  return reply.type('application/json').send(JSON.stringify({ data: { deployment: answer } }));
});

process.send?.(await server.listen({ host: '127.0.0.1', port: 0 }));
process.on('SIGTERM', () => process.exit(0));
