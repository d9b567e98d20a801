/** The dictionary: both languages for every line, the same values in both, no line unused and none missing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DICTIONARY } from '../../kiosk-ui/src/text/dictionary.ts';
import { fill } from '../../kiosk-ui/src/text/fill.ts';
import { STATION_WORDS } from '../../kiosk-ui/src/text/station-words.ts';

const SOURCES = join(import.meta.dirname, '..', '..', 'kiosk-ui', 'src');
const lines = Object.entries(DICTIONARY);
const values = (line: string): readonly string[] =>
  [...line.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted();

/** Text of every source that may use a line; the words themselves do not count as use. */
function usingSources(among = /./): string {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter(
      (path) =>
        /\.(ts|svelte)$/.test(path) &&
        among.test(path) &&
        !/^(text\/words|stories|gallery)\//.test(path) &&
        !path.endsWith('.story.svelte'),
    )
    .map((path) => readFileSync(join(SOURCES, path), 'utf8'))
    .join('\n');
}

describe('the dictionary', () => {
  it('has words in both languages for every line', () => {
    expect(lines.filter(([, [chinese, english]]) => chinese.trim() === '' || english.trim() === '')).toEqual(
      [],
    );
  });

  it('has Chinese where Chinese is promised, and English where English is', () => {
    const mixed = lines.filter(
      ([key, [, english]]) => key !== 'look.language' && /\p{Script=Han}/u.test(english),
    );
    expect(mixed.map(([key]) => key)).toEqual([]);
  });

  it('fills the same values in both languages', () => {
    expect(
      lines
        .filter(([, [chinese, english]]) => values(chinese).join() !== values(english).join())
        .map(([key]) => key),
    ).toEqual([]);
  });

  it('holds no line that no screen uses', () => {
    const sources = usingSources();
    const used = (key: string): boolean => sources.includes(`'${key}'`);
    // Words of events are looked up by the event's type: journal-words.test.ts holds them to the service's events.
    const unused = lines.map(([key]) => key).filter((key) => !key.startsWith('event.') && !used(key));
    expect(unused).toEqual([]);
  });

  it('has every line that a station may say among those that its page brings along', () => {
    const desk = lines.map(([key]) => key).filter((key) => !Object.hasOwn(STATION_WORDS, key));
    // No station searches, picks, prints, lists or draws charts.
    const ofStations =
      /^(?!screens\/(desk|bench)\/|components\/(search|pick|print|table|month|chart)\/|entries\/|text\/)/;
    const said = usingSources(ofStations);
    expect(desk.filter((key) => said.includes(`'${key}'`))).toEqual([]);
  });

  it('uses full-width punctuation in Chinese', () => {
    expect(
      lines
        .filter(([, [chinese]]) => /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u.test(chinese))
        .map(([key]) => key),
    ).toEqual([]);
  });

  it('leaves a value that was not given visible', () => {
    expect(fill('离 {edge} 还有 {span}', { edge: '7:50' })).toBe('离 7:50 还有 {span}');
  });
});
