import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Program } from './support/program.js';
import { startWithTeams } from './support/with-teams.js';

let program: Program;

beforeAll(async () => {
  ({ program } = await startWithTeams());
}, 120_000);
afterAll(() => program.discard());

describe('export', () => {
  const get = async (path: string, token = program.token) => {
    const response = await fetch(`${program.url}/export/${path}`, { headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  const json = async (path: string) =>
    (await get(path)).text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('when changes are exported, it is all that the filter lets through, as NDJSON or CSV', async () => {
    const filter = encodeURIComponent(JSON.stringify({ cause: 'leak', namespace: 'shop' }));
    expect(await json(`changes?filter=${filter}`)).toMatchObject([
      { namespace: 'shop', actor: 'admin', cause: 'OPS-12: a leak', summary: 'image of web: web:1 -> web:2' },
    ]);
    const csv = await get(`changes?format=csv&filter=${filter}`);
    expect(csv).toMatchObject({ status: 200, type: 'text/csv; charset=utf-8' });
    expect(csv.text.split('\r\n')).toEqual([
      expect.stringMatching(/^change,occurredAt,recordedAt,/),
      expect.stringMatching(/,shop,Deployment,web,[^,]*,admin,rollbook:admins,,graphql,OPS-12: a leak,/),
      '',
    ]);
    expect(await json('changes')).toHaveLength(4);
  });

  it('when other answers are exported, their arguments are those of GraphQL', async () => {
    const image = 'spec.template.spec.containers[name=web].image';
    expect(await json(`blame?namespace=shop&name=web&path=${encodeURIComponent(image)}`)).toMatchObject([
      { container: 'web', value: 'web:2', before: 'web:1', actor: 'admin', cause: 'OPS-12: a leak' },
    ]);
    expect(await json('imageUsage?image=web:1&team=team-shop')).toMatchObject([
      { namespace: 'shop', image: 'web:1', broughtInCause: 'first release', takenOutBy: 'admin' },
    ]);
    expect(await json('deliveryMeasures?since=2020-01-01T00:00:00Z&namespace=shop')).toMatchObject([{ rollouts: 2 }]);
  });

  it.each([
    ['nothing', 400, 'cannot be exported'],
    ['changes?format=xml', 400, 'must be csv or ndjson'],
    ['changes?filter=x', 400, 'is not JSON'],
    ['changes?filter={"nme":"web"}', 400, 'nme'],
    ['changes?first=3', 400, 'is no parameter'],
    ['imageUsage', 400, 'must be given'],
    ['imageUsage?image=*', 400, 'names no image'],
    ['deliveryMeasures?since=yesterday', 400, 'since'],
    ['blame?namespace=shop&name=none', 404, 'none'],
  ])('when %s is asked for, it is refused with %i', async (path, status, said) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(said);
  });

  it('when nobody asks, it is refused', async () => {
    expect((await get('changes', 'wrong')).status).toBe(401);
  });
});
