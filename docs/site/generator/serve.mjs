// Serves target/site on loopback: node serve.mjs [PORT]
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { root } from './pages.mjs';

const site = join(root, 'target/site');
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png' };

createServer((request, response) => {
  const path = join(site, normalize(decodeURIComponent(new URL(request.url, 'http://site').pathname)));
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.html') : path;
  if (!existsSync(file)) return response.writeHead(404).end('nothing there');
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}).listen(Number(process.argv[2] ?? 8090), '127.0.0.1', function () {
  console.log(`http://127.0.0.1:${this.address().port}`);
});
