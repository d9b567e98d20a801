/**
 * Cuts the slices of rare signs out of the whole Noto fonts: what the 通用规范汉字表 (2013, 8105 signs) has and the
 * bundled slices lack, such as 㛃 and 𬱖, which people do have in their names. The result is committed, so that nobody
 * who builds needs 200 MB of fonts; run it again only when rare-signs.txt or the fonts change:
 *
 *   npm i --no-save @expo-google-fonts/noto-sans-sc@0.4.3 @expo-google-fonts/noto-serif-sc@0.4.3 subset-font@2.9.0
 *   node kiosk-ui/fonts/make-rare-slices.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const HERE = import.meta.dirname;
/** A name has one rare sign, seldom two: a slice is small enough to come before the card goes. */
const SIGNS_PER_SLICE = 64;
const FACES = [
  { family: 'Noto Sans SC', weight: 400, file: 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf' },
  { family: 'Noto Sans SC', weight: 700, file: 'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf' },
  { family: 'Noto Serif SC', weight: 700, file: 'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf' },
];

const signs = [...readFileSync(join(HERE, 'rare-signs.txt'), 'utf8').replaceAll(/\s/g, '')];
const rules = [];
for (const face of FACES) {
  const whole = readFileSync(require.resolve(`@expo-google-fonts/${face.file}`));
  for (let at = 0; at < signs.length; at += SIGNS_PER_SLICE) {
    const slice = signs.slice(at, at + SIGNS_PER_SLICE);
    const name = `${face.family.toLowerCase().replaceAll(' ', '-')}-${face.weight}-rare-${at / SIGNS_PER_SLICE}.woff2`;
    writeFileSync(join(HERE, name), await subsetFont(whole, slice.join(''), { targetFormat: 'woff2' }));
    const range = slice.map((sign) => `U+${sign.codePointAt(0).toString(16)}`).join(', ');
    rules.push(
      `@font-face {\n  font-family: '${face.family}';\n  font-weight: ${face.weight};\n  font-display: swap;\n` +
        `  src: url('./${name}') format('woff2');\n  unicode-range: ${range};\n}`,
    );
  }
}
writeFileSync(join(HERE, 'rare.css'), `/* Written by make-rare-slices.mjs. */\n${rules.join('\n')}\n`);
