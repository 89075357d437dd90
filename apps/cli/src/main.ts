#!/usr/bin/env node
// Imports nothing before it has looked at Node: an older one fails on the imports, in words that help nobody.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`rollbook: Node 20.19 or newer is needed, this is ${process.versions.node}\n`);
  process.exit(1);
}
const { runCommandLine } = await import('./command-line.js');
await runCommandLine(process.argv);
