'use strict';
// The two charts, as SVG that can be read on a light and on a dark page: no background, middle tones.
const TEXT = '#768390';
const COLOURS = { chat: '#2f81f7', plain: '#8c959f', peer: '#c9772b' };
const LINES = ['#2f81f7', '#c9772b', '#2da44e', '#a371f7', '#e5534b', '#8c959f', '#39a0a8', '#bf8700'];

const kindOf = (server) => (server.startsWith('chat-') ? 'chat' : server.startsWith('plain-') ? 'plain' : 'peer');
const svg = (width, height, title, body) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" ` +
  `aria-label="${title}" font-family="system-ui, sans-serif" font-size="13" fill="${TEXT}">\n<title>${title}</title>\n${body.join('\n')}\n</svg>\n`;
const text = (x, y, words, more = '') => `<text x="${x}" y="${y}"${more}>${words}</text>`;

/** Horizontal bars, the cheapest first; each bar has a name and a value. */
function barChart(title, bars) {
  const left = 170;
  const full = 420;
  const most = Math.max(...bars.map((bar) => bar.value));
  const body = [text(0, 16, title, ' font-weight="600"')];
  [...bars].sort((a, b) => a.value - b.value).forEach((bar, i) => {
    const y = 32 + i * 22;
    const width = Math.max(1, (full * bar.value) / most).toFixed(1);
    body.push(text(left - 8, y + 13, bar.name, ' text-anchor="end"'));
    body.push(`<rect x="${left}" y="${y}" width="${width}" height="16" rx="2" fill="${COLOURS[kindOf(bar.name)]}"/>`);
    body.push(text(left + Number(width) + 6, y + 13, bar.value.toFixed(2)));
  });
  return svg(left + full + 60, 40 + bars.length * 22, title, body);
}

/** Panels side by side, both axes logarithmic; a panel has a title and lines of points [x, y]. */
function growthChart(title, panels) {
  const width = 330;
  const height = 240;
  const all = panels.flatMap((panel) => panel.lines.flatMap((line) => line.points.map(([, y]) => y)));
  const low = 10 ** Math.floor(Math.log10(Math.min(...all)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...all)));
  const yOf = (value) => 50 + height * (1 - Math.log10(value / low) / Math.log10(high / low));
  const names = [...new Set(panels.flatMap((panel) => panel.lines.map((line) => line.name)))];
  const colour = (name) => LINES[names.indexOf(name) % LINES.length];
  const body = [text(0, 16, title, ' font-weight="600"')];
  panels.forEach((panel, i) => {
    const left = 44 + i * (width + 60);
    const xOf = (value) => left + (width * Math.log10(value)) / 4;
    body.push(text(left, 38, panel.title));
    for (let v = low; v <= high; v *= 10) {
      body.push(`<path d="M${left} ${yOf(v).toFixed(1)}h${width}" stroke="${TEXT}" stroke-opacity=".35"/>`);
      body.push(text(left - 6, yOf(v) + 4, String(v), ' text-anchor="end"'));
    }
    for (const v of [1, 10, 100, 1000, 10000]) body.push(text(xOf(v), height + 70, v.toLocaleString('en-US'), ' text-anchor="middle"'));
    for (const line of panel.lines) {
      const points = line.points.map(([x, y]) => `${xOf(x).toFixed(1)},${yOf(y).toFixed(1)}`).join(' ');
      body.push(`<polyline points="${points}" fill="none" stroke="${colour(line.name)}" stroke-width="2"/>`);
    }
  });
  names.forEach((name, i) => {
    const x = 44 + (i % 4) * 185;
    const y = height + 98 + Math.floor(i / 4) * 20;
    body.push(`<path d="M${x} ${y - 4}h22" stroke="${colour(name)}" stroke-width="3"/>`, text(x + 28, y, name));
  });
  return svg(44 + panels.length * (width + 60), height + 110 + Math.ceil(names.length / 4) * 20, title, body);
}

module.exports = { barChart, growthChart };
