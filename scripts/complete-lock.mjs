// Completes package-lock.json after `npm install`: run it, then `npm ci` works everywhere.
//
//   node scripts/complete-lock.mjs
//
// npm leaves out of the lock the binaries for other platforms when its registry does not have them, and `npm ci` then
// refuses the lock wherever it cannot find them either. They are written as npm writes them, without a checksum.
import { readFileSync, writeFileSync } from 'node:fs';

const OS = /\b(darwin|win32|linux|android|freebsd|openharmony)\b/;
const CPU = /\b(arm64|x64|ia32|arm|ppc64|s390x|riscv64|loong64)\b/;

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (!isFound(path, name)) lock.packages[`node_modules/${name}`] = platformPackage(name, version);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

function isFound(from, name) {
  for (let path = from; ; path = path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/')))) {
    if (lock.packages[path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`]) return true;
    if (path === '') return false;
  }
}

function platformPackage(name, version) {
  const [os, cpu] = [OS.exec(name)?.[1], CPU.exec(name)?.[1]];
  if (os === undefined || cpu === undefined) throw new Error(`${name} is not named for a platform: install it by hand`);
  const libc = os !== 'linux' ? {} : name.includes('musl') ? { libc: ['musl'] } : { libc: ['glibc'] };
  return { version, cpu: [cpu], ...libc, optional: true, os: [os] };
}
