/* Makes what npm gets: one minified module with its source map and its declarations. */
import { build } from 'esbuild';
import { copyFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

await build({
  entryPoints: [here('src/realm.js')],
  outfile: here('dist/realm.js'),
  bundle: true,
  minify: true,
  sourcemap: true,
  format: 'esm',
  target: 'es2022',
});
copyFileSync(here('src/realm.d.ts'), here('dist/realm.d.ts'));
copyFileSync(here('../LICENSE'), here('LICENSE'));
