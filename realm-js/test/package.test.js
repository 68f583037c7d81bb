import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as realm from 'realmhub';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name) => readFileSync(root + name, 'utf8');
const modules = readdirSync(`${root}src`).filter((name) => name.endsWith('.js'));

test('the package exports connect and mayComeBack', () => {
  assert.deepEqual(Object.keys(realm).sort(), ['connect', 'mayComeBack']);
});

const withoutComments = (text) => text.replace(/^ *\/\*[^]*?\*\/\n|^ *\/\/.*\n| \/\/ .*$/gm, '');

test('what a browser loads is at most 8 KiB gzipped, and 6.5 KiB without comments', () => {
  const gzipped = (text) => gzipSync(text).length;
  const sum = (size) => modules.map((name) => size(read(`src/${name}`))).reduce((all, each) => all + each);
  const sizes = [sum(gzipped), sum((text) => gzipped(withoutComments(text)))];
  assert.ok(sizes[0] <= 8 * 1024 && sizes[1] <= 6.5 * 1024, `${sizes} bytes`);
});

test('what npm ships is one module of at most 6 KiB gzipped, with its source map', () => {
  const size = gzipSync(read('dist/realm.js')).length;
  assert.ok(size <= 6 * 1024, `${size} bytes`);
  assert.match(read('dist/realm.js'), /\/\/# sourceMappingURL=realm\.js\.map\n$/);
  const map = JSON.parse(read('dist/realm.js.map'));
  assert.deepEqual(map.sources.map((name) => name.replace('../src/', '')).sort(), modules.sort());
  assert.equal(map.sourcesContent.length, modules.length);
});

test('npm packs what its users need, and nothing else', () => {
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const told = JSON.parse(stdout);
  const { files } = Array.isArray(told) ? told[0] : Object.values(told)[0];
  const names = files.map(({ path }) => path).sort();
  const expected = ['LICENSE', 'README.md', 'dist/realm.d.ts', 'dist/realm.js', 'dist/realm.js.map', 'package.json'];
  assert.deepEqual(names, expected);
});

test('every file that package.json names is there', () => {
  const { main, types, exports } = JSON.parse(read('package.json'));
  for (const name of [main, types, exports['.'].types, exports['.'].default]) assert.ok(read(name.slice(2)));
});

test('the modules import only each other, by relative path, so that they can be served as plain files', () => {
  const imports = modules.flatMap((name) => [...read(`src/${name}`).matchAll(/\bfrom '([^']+)'|\bimport\(/g)]);
  const names = imports.map(([, from]) => from).sort();
  assert.deepEqual(names, ['./connection.js', './continuity.js', './payload.js', './presence.js']);
});

test('the package needs no other at run time, and its lock names no registry', () => {
  const lock = JSON.parse(read('package-lock.json'));
  assert.equal(JSON.parse(read('package.json')).dependencies, undefined);
  assert.deepEqual(Object.values(lock.packages).filter(({ resolved }) => resolved), []);
});

test('the declarations compile and describe the API', () => {
  const args = ['node_modules/typescript/bin/tsc', '-p', 'test/types'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  assert.equal(stdout, '');
  assert.equal(status, 0);
});
