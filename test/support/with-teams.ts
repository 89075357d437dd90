import { GraphQLClient } from './graphql.js';
import { manifest } from './manifest.js';
import { Program } from './program.js';

/** A program in which two teams have rolled something out: `team-shop` in `shop`, which vera may see, and another in `bank`. */
export async function startWithTeams() {
  const program = await Program.start();
  const admin = new GraphQLClient(program.url, program.token);
  await admin.data(
    `mutation { a: bindRole(input: { role: DEPLOYER, groups: ["team-shop"], namespace: "shop" }) { id }
      b: bindRole(input: { role: VIEWER, subjects: ["vera"], namespace: "shop" }) { id } }`,
  );
  const { output } = await Program.run({ dataFolder: program.dataFolder, args: ['token', 'create', 'vera'] });
  const viewer = new GraphQLClient(program.url, output.trim());
  for (const namespace of ['shop', 'bank']) {
    const text = manifest('web', { image: 'web:1' }).replace('namespace: shop', `namespace: ${namespace}`);
    await admin.data(
      `mutation ($text: String!) { applyDeployment(input: { manifest: $text, changeCause: "first release" }) { results { message } } }`,
      { text },
    );
    await admin.data(
      `mutation { setImage(input: { namespace: "${namespace}", name: "web", images: [{ container: "web", image: "web:2" }], changeCause: "OPS-12: a leak" }) { message } }`,
    );
  }
  return { program, admin, viewer };
}
