// Markdown to HTML: anchors as GitHub makes them, one for each row of a table that begins with a code or a number, coloured code.
import Slugger from 'github-slugger';
import hljs from 'highlight.js/lib/common';
import MarkdownIt from 'markdown-it';

const escape = (text) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

export function highlighted(code, language) {
  const known = hljs.getLanguage(language) ? language : undefined;
  return known ? hljs.highlight(code, { language: known }).value : escape(code);
}

const markdown = new MarkdownIt({ html: true, linkify: false, highlight: highlighted });

const PLAIN = { image: '', softbreak: ' ', hardbreak: ' ' };

/** The text of an inline token without its marks. */
const plain = (token) => token.children.map((child) => PLAIN[child.type] ?? child.content).join('');

/**
 * Renders a page. `link` gets each target as it was written and says where it leads on the site.
 *
 * @returns {{title: string, html: string, headings: {level: number, id: string, text: string}[], sections: object[]}}
 */
export function render(text, link) {
  const tokens = markdown.parse(text, {});
  const slugger = new Slugger();
  const headings = anchorHeadings(tokens, slugger);
  anchorRows(tokens, slugger);
  tokens.forEach((token) => relink(token, link));
  const html = markdown.renderer.render(tokens, markdown.options, {}).replace(/<!--[\s\S]*?-->\n?/g, '');
  return { title: headings[0]?.text ?? '', html: wrapTables(html), headings, sections: sectionsOf(tokens) };
}

function anchorHeadings(tokens, slugger) {
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open') return [];
    const text = plain(tokens[index + 1]);
    token.attrSet('id', slugger.slug(text));
    return [{ level: Number(token.tag.slice(1)), id: token.attrGet('id'), text }];
  });
}

/** `| 4408 |` and `` | `outbox-bytes` | `` can be linked to. */
function anchorRows(tokens, slugger) {
  tokens.forEach((token, index) => {
    if (token.type !== 'tr_open' || tokens[index + 1]?.type !== 'td_open') return;
    const cell = tokens[index + 2].children;
    const name = cell.length === 1 && (cell[0].type === 'code_inline' || /^\d{4}$/.test(cell[0].content)) ? cell[0].content : '';
    if (name && slugger.occurrences[name] === undefined) token.attrSet('id', slugger.slug(name));
  });
}

function relink(token, link) {
  for (const name of ['href', 'src']) if (token.attrGet?.(name)) token.attrSet(name, link(token.attrGet(name)));
  token.children?.forEach((child) => relink(child, link));
}

const wrapTables = (html) => html.replace(/<table>/g, '<div class="wide"><table>').replace(/<\/table>/g, '</table></div>');

/** What search finds: the text under each heading, and each row that has an anchor of its own. */
function sectionsOf(tokens) {
  const sections = [{ id: '', title: '', text: '' }];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token.type === 'heading_open') sections.push({ id: token.attrGet('id'), title: plain(tokens[++i]), text: '' });
    else if (token.type === 'inline') sections.at(-1).text += plain(token) + ' ';
    else if (token.type === 'fence' || token.type === 'code_block') sections.at(-1).text += token.content + ' ';
  }
  return sections.filter((section) => section.title || section.text.trim());
}
