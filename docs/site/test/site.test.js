// The site as it was built: whole, linked, searchable from files. `npm test` builds it first.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { findPages, navigation, outputOf, readNav, root } from '../generator/pages.mjs';

const site = join(root, 'target/site');
const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]));
const ours = filesIn(site).filter((file) => extname(file) === '.html' && !relative(site, file).startsWith('api/'));
const textOf = new Map(ours.map((file) => [file, readFileSync(file, 'utf8')]));
const unescaped = (text) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
const targets = (html, attribute) => [...html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].map((match) => unescaped(match[1]));

/** Says what is wrong with a link; nothing if it leads somewhere. */
function faultOf(file, target) {
  if (/^(https?|mailto|data):/.test(target)) return [];
  const [path, anchor] = target.split('#');
  const led = path ? join(dirname(file), decodeURIComponent(path)) : file;
  if (!existsSync(led) || statSync(led).isDirectory()) return [`${relative(site, file)}: ${target} is not there`];
  const known = !anchor || !textOf.has(led) || textOf.get(led).includes(`id="${decodeURIComponent(anchor)}"`);
  return known ? [] : [`${relative(site, file)}: ${target} has no such anchor`];
}

test('no link leads nowhere, on any page', () => {
  const faults = ours.flatMap((file) => [...targets(textOf.get(file), 'href'), ...targets(textOf.get(file), 'src')].flatMap((to) => faultOf(file, to)));
  assert.deepEqual([...new Set(faults)], []);
});

test('a link that leads nowhere is found', () => {
  const page = join(site, 'docs/protocol.html');
  assert.equal(faultOf(page, 'nowhere.html').length, 1);
  assert.equal(faultOf(page, '#nowhere').length, 1);
  assert.equal(faultOf(page, 'architecture.html#nowhere').length, 1);
  assert.equal(faultOf(page, 'architecture.html#the-words').length, 0);
});

test('nothing is loaded from elsewhere', () => {
  const loaded = ours.flatMap((file) => targets(textOf.get(file), 'src'));
  assert.deepEqual(loaded.filter((to) => /^(https?:)?\/\//.test(to)), []);
});

test('every page of docs is on the site and in the list of pages', () => {
  const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  assert.ok(pages.length > 20);
  for (const page of pages) {
    assert.ok(existsSync(join(site, outputOf(`docs/${page}`))), page);
    assert.match(textOf.get(join(site, 'index.html')), new RegExp(`href="docs/${page.replace('.md', '.html')}"`), page);
  }
});

test('a page that nobody has put into a group comes under the rest', () => {
  const groups = navigation([...findPages(), 'docs/new.md'], readNav().groups);
  assert.ok(groups.at(-1).paths.includes('docs/new.md'));
});

test('each close code of the library has an anchor', () => {
  const source = readFileSync(join(root, 'realm-core/src/main/java/dev/realmhub/CloseReason.java'), 'utf8');
  const codes = [...source.matchAll(/= (?:terminal|retryable)\((\d{4})/g)].map((match) => match[1]);
  assert.ok(codes.length > 10);
  for (const code of codes) assert.match(textOf.get(join(site, 'docs/protocol.html')), new RegExp(`<tr id="${code}"`));
});

test('pictures are there and are shown', () => {
  const html = textOf.get(join(site, 'docs/concepts.html'));
  assert.equal(targets(html, 'src').filter((to) => to.endsWith('.svg')).length, 3);
});

test('comments for the compiler are not shown', () => {
  assert.equal([...textOf.values()].filter((html) => html.includes('<!-- code')).length, 0);
});

/** What a real browser shows below the search box. */
function foundFor(words) {
  const asked = `${pathToFileURL(join(site, 'docs/protocol.html'))}?q=${words}`;
  const browser = ['--headless', '--no-sandbox', '--disable-gpu', '--virtual-time-budget=5000', '--dump-dom', asked];
  const shown = execFileSync('chromium', browser, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000 });
  return /<div id="found"[\s\S]*?<\/div>/.exec(shown)[0];
}

test('search works in a browser, from files, without a server', () => {
  const found = foundFor('slow+consumer');
  assert.match(found, /href="\.\.\/docs\/[a-z-]+\.html/);
  assert.match(found, /<mark>consumer<\/mark>/i);
  assert.doesNotMatch(found, /hidden/);
});

test('a number is looked for as it is', () => {
  const found = foundFor('4408');
  assert.match(found, /<mark>4408<\/mark>/);
  assert.doesNotMatch(found, /<mark>44(?!08)/);
});
