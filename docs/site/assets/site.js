// The search box, and the folded list of pages of narrow windows. Works from files: nothing is fetched.
const box = document.getElementById('search');
const found = document.getElementById('found');
const siteRoot = document.body.dataset.root;
let index;

function built() {
  if (index) return index;
  const fuzzy = (term) => (/\d/.test(term) ? false : 0.15); // 4408 is not nearly 4400
  const searchOptions = { boost: { title: 4, page: 2 }, prefix: true, fuzzy, combineWith: 'AND' };
  index = new MiniSearch({ fields: ['title', 'page', 'text'], searchOptions });
  index.addAll(sections.map((section, id) => ({ id, ...section })));
  return index;
}

const escaped = (text) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

/** The words around the first hit. */
function excerpt(text, terms) {
  const hits = terms.map((term) => text.toLowerCase().indexOf(term)).filter((i) => i >= 0);
  const at = hits.length ? Math.max(0, Math.min(...hits) - 60) : 0;
  const words = escaped((at ? '… ' : '') + text.slice(at, at + 180).replace(/\s+/g, ' '));
  const hit = new RegExp(terms.map((term) => term.replace(/[^\p{L}\p{N}]/gu, '\\$&')).join('|'), 'giu');
  return terms.length ? words.replace(hit, '<mark>$&</mark>') : words;
}

function row({ id, terms }) {
  const { url, page, title, text } = sections[id];
  const where = title === page ? '' : ` <span class="path">${escaped(page)}</span>`;
  return `<a role="option" href="${siteRoot}${url}"><b>${escaped(title)}</b>${where}<small>${excerpt(text, terms)}</small></a>`;
}

function search() {
  const words = box.value.trim();
  found.hidden = !words;
  const hits = words ? built().search(words).slice(0, 12) : [];
  found.innerHTML = hits.map(row).join('') || `<p>Nothing has all of these words.</p>`;
}

box.addEventListener('input', search);
box.addEventListener('focus', search);
document.addEventListener('click', (event) => {
  if (event.target !== box && (!found.contains(event.target) || event.target.closest('a'))) found.hidden = true;
});
document.addEventListener('keydown', (event) => {
  const rows = [...found.querySelectorAll('a')];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === '/' && !/^(input|select|textarea)$/i.test(event.target.tagName)) {
    event.preventDefault();
    box.focus();
  } else if (event.key === 'Escape') found.hidden = true;
  else if (event.key === 'Enter' && event.target === box) rows[0]?.click();
  else if (step && !found.hidden && rows.length) {
    event.preventDefault();
    rows[(rows.indexOf(document.activeElement) + step + rows.length) % rows.length].focus();
  }
});
if (matchMedia('(max-width: 48rem)').matches) document.querySelector('nav details').open = false;
const asked = new URLSearchParams(location.search).get('q');
if (asked) {
  box.value = asked;
  search();
}
