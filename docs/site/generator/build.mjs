// Builds the site into target/site: all Markdown of the repository, and what it links to. Reads from files, writes files, needs
// no server. Fails on a link that leads nowhere.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { between, layout } from './layout.mjs';
import { findPages, navigation, outputOf, readNav, readmeOf, root } from './pages.mjs';
import { highlighted, render } from './render.mjs';
import { figures } from './figures.mjs';

const out = join(root, 'target/site');
const JAVADOC = join(root, 'target/reports/apidocs');
const SCRIPTS = { 'docs/sizing.md': ['figures.js', 'sizing.js'] };
const PICTURES = new Set(['.svg', '.png']);
const LANGUAGES = { '.java': 'java', '.js': 'javascript', '.mjs': 'javascript', '.ts': 'typescript', '.xml': 'xml', '.json': 'json' };

const broken = [];
const pages = findPages();
const rest = new Map(); // what pages link to and is no page: path -> output

const write = (path, content) => {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), content);
};
const copy = (path) => cpSync(join(root, path), join(out, path), { recursive: true });

/** Where a link of a page leads on the site. */
function linkFrom(page) {
  return (target) => {
    if (/^([a-z]+:|#)/.test(target)) return target;
    const [path, anchor] = target.split('#');
    const found = place(posix.join(posix.dirname(page), path).replace(/\/$/, ''));
    if (!found) broken.push(`${page}: ${target}`);
    return found ? between(outputOf(page), found) + (anchor ? `#${anchor}` : '') : target;
  };
}

/** A page, a picture, a folder (its README, or what is in it), or a source that is shown. */
function place(path) {
  if (pages.includes(path)) return outputOf(path);
  if (path.startsWith('target/site/')) return path.slice('target/site/'.length);
  if (!existsSync(join(root, path))) return undefined;
  if (statSync(join(root, path)).isDirectory()) {
    const readme = readmeOf(path);
    return readme && pages.includes(readme) ? outputOf(readme) : shown(path, posix.join(path, 'index.html'));
  }
  return shown(path, PICTURES.has(extname(path)) ? path : `${path}.html`);
}

function shown(path, output) {
  if (!rest.has(path)) rest.set(path, output);
  return output;
}

function sourcePage(path) {
  const code = readFileSync(join(root, path), 'utf8');
  const html = `<h1>${basename(path)}</h1><p class="path">${path}</p><pre><code>${highlighted(code, LANGUAGES[extname(path)] ?? '')}</code></pre>`;
  return { title: basename(path), html, headings: [] };
}

function folderPage(path) {
  const entries = readdirSync(join(root, path)).filter((name) => !/^(target|node_modules)$/.test(name));
  const item = (name) => `<li><a href="${between(posix.join(path, 'index.html'), place(posix.join(path, name)))}">${name}</a></li>`;
  return { title: path, html: `<h1>${path}</h1><ul>${entries.map(item).join('')}</ul>`, headings: [] };
}

rmSync(out, { recursive: true, force: true });
const rendered = pages.map((path) => ({
  path,
  output: outputOf(path),
  scripts: SCRIPTS[path],
  ...render(readFileSync(join(root, path), 'utf8'), linkFrom(path)),
}));
const { groups, titles } = readNav();
const named = (path) => ({ output: outputOf(path), title: titles[path] ?? rendered.find((page) => page.path === path).title });
const nav = navigation(pages, groups).map(({ title, paths }) => ({ title, items: paths.map(named) }));
if (existsSync(JAVADOC)) {
  cpSync(JAVADOC, join(out, 'api'), { recursive: true });
  nav.find((group) => group.title === 'The project').items.unshift({ output: 'api/index.html', title: 'Javadoc' });
}

rendered.forEach((page) => write(page.output, layout(page, nav)));
for (const [path, output] of rest) {
  // A folder's page may add to the rest; a Map's loop sees what is added.
  if (PICTURES.has(extname(path))) copy(path);
  else write(output, layout({ output, ...(statSync(join(root, path)).isDirectory() ? folderPage(path) : sourcePage(path)) }, nav));
}

const sections = rendered.flatMap((page) =>
  page.sections.map((section) => ({
    url: page.output + (section.id ? `#${section.id}` : ''),
    page: page.title,
    title: section.title || page.title,
    text: section.text,
  })),
);
cpSync(fileURLToPath(new URL('../assets', import.meta.url)), join(out, 'assets'), { recursive: true });
cpSync(createRequire(import.meta.url).resolve('minisearch').replace(/dist.*/, 'dist/umd/index.js'), join(out, 'assets/minisearch.js'));
write('assets/sections.js', `globalThis.sections = ${JSON.stringify(sections)};\n`);
write('assets/figures.js', `globalThis.figures = ${JSON.stringify(figures(readFileSync(join(root, 'benchmarks/RESULTS.md'), 'utf8')))};\n`);

if (broken.length) {
  console.error(`links that lead nowhere:\n${broken.join('\n')}`);
  process.exit(1);
}
console.log(`${pages.length} pages, ${rest.size} files beside, ${sections.length} sections to search: target/site/index.html`);
