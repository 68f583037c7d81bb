// The calculator says what its page says, from what was measured.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { figures } from '../generator/figures.mjs';
import { root } from '../generator/pages.mjs';
import '../assets/sizing.js';

const measured = figures(readFileSync(join(root, 'benchmarks/RESULTS.md'), 'utf8'));
const page = readFileSync(join(root, 'docs/sizing.md'), 'utf8');
const reckon = (input) =>
  globalThis.sizing.reckon({ clients: 10_000, audience: 2, heard: 1, said: 0, bytes: 128, container: 'jetty', coresOfANode: 2, ...input }, measured);

test('all containers have figures of their own', () => {
  for (const [name, figure] of Object.entries(measured.containers)) {
    for (const value of [figure.calmMicros, figure.heapKb, figure.residentKb, figure.connectMicros]) assert.ok(value > 0, `${name}: ${JSON.stringify(figure)}`);
  }
});

test('at the measured sizes the measured cost is taken, and between them one between', () => {
  const sizes = measured.microsByAudience;
  assert.deepEqual(sizes.map(([size]) => size), [1, 10, 100, 1000, 10000]);
  for (const [size, micros] of sizes) assert.ok(Math.abs(globalThis.sizing.microsFor(size, sizes) - micros) < 1e-9);
  const between = globalThis.sizing.microsFor(3, sizes);
  assert.ok(between < sizes[0][1] && between > sizes[1][1]);
  assert.equal(globalThis.sizing.microsFor(1e6, sizes), sizes.at(-1)[1]);
});

test('a room at the pace of figure F2 takes what F2 took', () => {
  const room = reckon({ clients: 1000, audience: 1000, heard: 50 });
  assert.equal(room.deliveries, 50_000);
  assert.ok(Math.abs(room.busy - (50_000 * measured.containers.jetty.calmMicros) / 1e6) < 1e-9);
});

test('half of the CPU stays free, and there is a machine to spare', () => {
  const result = reckon({ heard: 100 });
  assert.ok(Math.abs(result.cores - 2 * result.busy) < 1e-9);
  assert.equal(result.nodes, Math.ceil(result.cores / 2) + 1);
  assert.equal(reckon({ clients: 120_000, heard: 0.01 }).nodes, 3 + 1);
});

test('what clients say costs, too', () => {
  assert.ok(Math.abs(reckon({ heard: 0, said: 1 }).busy - (10_000 * measured.inMicros) / 1e6) < 1e-9);
});

test('the examples on the page are what the calculator says', () => {
  const rows = page.split('## By example')[1].split('\n').filter((line) => /^\| .*\d/.test(line)).map((line) => line.split('|').slice(2, -1).map((cell) => Number(cell.trim().replaceAll(',', ''))));
  assert.equal(rows.length, 4);
  for (const [clients, heard, audience, busy, cores] of rows) {
    const result = reckon({ clients, heard, audience });
    assert.equal(Number(result.busy.toFixed(2)), busy, `${clients} × ${heard}`);
    assert.equal(Number(result.cores.toFixed(2)), cores, `${clients} × ${heard}`);
  }
});

test('the page names the figure that it shows as a number', () => {
  assert.ok(page.includes(measured.inMicros.toFixed(1)), `${measured.inMicros}`);
});
