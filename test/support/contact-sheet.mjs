/** One page that shows every picture of the screens: what a run leaves for people to look at. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const SCREENS_FOLDER = 'test-results/screens';

/** `index.html` beside the pictures: every picture of one state in a row, the states in the order of their names. */
export function writeContactSheet() {
  if (!existsSync(SCREENS_FOLDER)) return;
  const pictures = readdirSync(SCREENS_FOLDER).filter((name) => name.endsWith('.png'));
  const stateOf = (name) => name.replace(/\.png$/, '').split('--')[0] ?? name;
  const states = [...new Set(pictures.map(stateOf))].toSorted();
  const figure = (name) => {
    const [, ...what] = name.replace(/\.png$/, '').split('--');
    return `<figure><a href="${name}"><img loading="lazy" src="${name}" alt="${name}"></a><figcaption>${what.join(' ')}</figcaption></figure>`;
  };
  const sheet = states.map(
    (state) =>
      `<section id="${state}"><h2>${state}</h2><div>${pictures
        .filter((name) => stateOf(name) === state)
        .toSorted()
        .map(figure)
        .join('')}</div></section>`,
  );
  const style =
    'body{font:14px sans-serif;margin:24px;background:#ddd}div{display:flex;flex-wrap:wrap;gap:12px}' +
    'figure{margin:0}img{height:260px;background:#fff;border:1px solid #999}h2{font-size:16px;margin:24px 0 8px}';
  writeFileSync(
    join(SCREENS_FOLDER, 'index.html'),
    `<!doctype html><meta charset="utf-8"><title>${pictures.length} pictures</title><style>${style}</style>` +
      `<h1>${pictures.length} pictures of ${states.length} states</h1>${sheet.join('\n')}`,
  );
}
