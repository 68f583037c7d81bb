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

test('what a browser loads is at most 6 KiB gzipped', () => {
  const bytes = modules.map((name) => gzipSync(read(`src/${name}`)).length).reduce((sum, length) => sum + length);
  assert.ok(bytes <= 6 * 1024, `${bytes} bytes`);
});

test('the modules import only each other, by relative path, so that they can be served as plain files', () => {
  const imports = modules.flatMap((name) => [...read(`src/${name}`).matchAll(/\bfrom '([^']+)'|\bimport\(/g)]);
  assert.deepEqual(imports.map(([, from]) => from), ['./connection.js']);
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
