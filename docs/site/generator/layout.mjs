// The frame around each page.
import { posix } from 'node:path';

const text = (words) => words.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

/** The way from one file of the site to another. */
export const between = (from, to) => posix.relative(posix.dirname(from), to) || posix.basename(to);

/** @param page {{output, title, html, headings}} @param nav {{title, items: {output, title}[]}[]} */
export function layout(page, nav) {
  const to = (path) => between(page.output, path);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(page.title)}${page.output === 'index.html' ? '' : ' · RealmHub'}</title>
<link rel="stylesheet" href="${to('assets/style.css')}">
<link rel="icon" href="data:,">
</head>
<body data-root="${to('index.html').replace(/index\.html$/, '')}">
<header>
<a class="home" href="${to('index.html')}">RealmHub</a>
<input id="search" type="search" placeholder="Search  ( / )" aria-label="Search" autocomplete="off" spellcheck="false">
<div id="found" role="listbox" hidden></div>
</header>
<div class="columns">
<nav aria-label="Pages"><details open><summary>Pages</summary>
${nav.map((group) => groupOf(group, page, to)).join('\n')}
</details></nav>
<main>
${page.html}
</main>
${contents(page.headings)}
</div>
<script src="${to('assets/minisearch.js')}" defer></script>
<script src="${to('assets/sections.js')}" defer></script>
<script src="${to('assets/site.js')}" defer></script>
${(page.scripts ?? []).map((name) => `<script src="${to(`assets/${name}`)}" defer></script>`).join('\n')}
</body>
</html>
`;
}

function groupOf({ title, items }, page, to) {
  const item = (one) =>
    `<li><a href="${to(one.output)}"${one.output === page.output ? ' aria-current="page"' : ''}>${text(one.title)}</a></li>`;
  return items.length ? `<h2>${text(title)}</h2><ul>${items.map(item).join('')}</ul>` : '';
}

function contents(headings) {
  const shown = headings.filter(({ level }) => level === 2);
  const item = ({ id, text: words }) => `<li><a href="#${id}">${text(words)}</a></li>`;
  return shown.length < 2 ? '' : `<aside aria-label="On this page"><h2>On this page</h2><ul>${shown.map(item).join('')}</ul></aside>`;
}
