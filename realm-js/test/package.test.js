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
