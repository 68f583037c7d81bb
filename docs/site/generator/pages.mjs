// Which files are pages, what each is called, and in which order they stand in the navigation.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const SKIPPED = /^(target|node_modules|site|src)$/;

/** All Markdown of docs, and what stands beside the code: the root's own, and the READMEs of modules and examples. */
export function findPages(from = root) {
  const beside = readdirSync(from).filter((name) => /^(realm-|examples$|benchmarks$)/.test(name));
  return [...markdownIn(from, '', 0), ...beside.flatMap((name) => markdownIn(from, name, 2)), ...markdownIn(from, 'docs', 9)];
}

function markdownIn(from, folder, depth) {
  return readdirSync(join(from, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return depth > 0 && !SKIPPED.test(entry.name) ? markdownIn(from, path, depth - 1) : [];
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

/** Where a page goes: its own place, so that links between pages stay as they are. */
export const outputOf = (path) =>
  path === 'README.md' || path.endsWith('/README.md') ? path.replace(/README\.md$/, 'index.html') : path.replace(/\.md$/, '.html');

/** Groups of pages. What the list does not name comes last, so no page can be lost. */
export function navigation(pages, groups) {
  const named = Object.entries(groups).map(([title, paths]) => ({ title, paths: paths.filter((path) => pages.includes(path)) }));
  const known = new Set(named.flatMap((group) => group.paths));
  return [...named, { title: 'The rest', paths: pages.filter((path) => !known.has(path)) }];
}

/** The groups, and titles for pages whose own would not say enough beside others. */
export const readNav = () => JSON.parse(readFileSync(new URL('../nav.json', import.meta.url), 'utf8'));

/** The file that answers for a folder. */
export const readmeOf = (folder, from = root) => {
  const path = posix.join(folder, 'README.md');
  return existsSync(join(from, path)) ? path : undefined;
};
