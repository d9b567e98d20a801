/**
 * Part of the build: names it, and fits the stations' shell (shell/shell.ts) to it. The build's name is a digest of
 * every file of the screens; each page carries it in `<meta name="build">`, the service reads it from `build.txt` and
 * tells it with each heartbeat, and the shell has it in its first line, so that another build is another shell.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** The chunk of the shell; served at the root, because a worker sees only what lies below it. */
export const SHELL_CHUNK = 'shell';
const NAME_LENGTH = 16;

/** `pages`: those that the shell keeps. */
export function stationShell(pages: readonly string[]): Plugin {
  let publicFolder = '';
  return {
    name: 'station-shell',
    apply: 'build',
    configResolved: (config) => {
      publicFolder = config.publicDir;
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const build = nameOf(bundle, publicFolder);
        for (const file of Object.values(bundle))
          if (file.type === 'asset' && file.fileName.endsWith('.html'))
            file.source = textOf(file).replace(
              '</title>',
              `</title>\n    <meta name="build" content="${build}" />`,
            );
        const shell = bundle[`${SHELL_CHUNK}.js`];
        if (shell?.type !== 'chunk') throw new Error('the shell is not built');
        const needed = neededBy(pages, bundle);
        const loaded = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
        const kept = {
          build,
          pages: pages.map((page) => `/${page}`),
          files: [...needed, ...readdirSync(publicFolder)].map((name) => `/${name}`),
          later: loaded.filter((name) => name.endsWith('.woff2')).map((name) => `/${name}`),
        };
        shell.code = `const SHELL = ${JSON.stringify(kept)};\n${shell.code}`;
        this.emitFile({ type: 'asset', fileName: 'build.txt', source: build });
      },
    },
  };
}

function nameOf(bundle: Rolldown.OutputBundle, publicFolder: string): string {
  const hash = createHash('sha256');
  for (const [name, file] of Object.entries(bundle).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    hash.update(`${name}\n`).update(file.type === 'chunk' ? file.code : file.source);
  for (const name of readdirSync(publicFolder).toSorted())
    hash.update(`${name}\n`).update(readFileSync(join(publicFolder, name)));
  return hash.digest('hex').slice(0, NAME_LENGTH);
}

/** Every script and style that a page's text names, and what those scripts import. */
function neededBy(pages: readonly string[], bundle: Rolldown.OutputBundle): readonly string[] {
  const needed = new Set<string>();
  const add = (name: string): void => {
    const file = bundle[name];
    if (file === undefined || needed.has(name)) return;
    needed.add(name);
    if (file.type === 'chunk')
      for (const imported of [...file.imports, ...file.dynamicImports]) add(imported);
  };
  for (const page of pages) {
    const html = bundle[`${page}.html`];
    if (html?.type !== 'asset') throw new Error(`there is no page ${page}`);
    for (const [, name] of textOf(html).matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)) add(name ?? '');
  }
  return [...needed].toSorted();
}

function textOf({ source }: Rolldown.OutputAsset): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source);
}
