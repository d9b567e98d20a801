/** Every station screen and state has a story, and the story is in the state that its place in the matrix says. */
import { describe, expect, it } from 'vitest';
import { STORIES } from '../../kiosk-ui/src/stories/index.ts';
import type { Story } from '../../kiosk-ui/src/stories/story-ports.svelte.ts';
import { BESIDES } from './story-besides.ts';
import { IS, MATRIX, OWN_STATES, PAGES, type Required, values } from './story-matrix.ts';

describe('the stories', () => {
  it.each(Object.entries(MATRIX))('%s has every state that issue and screens.md ask for', (screen, row) => {
    for (const [state, is] of Object.entries(IS)) {
      const name = row[state as Required];
      if (typeof name !== 'string') continue;
      const story = STORIES[name];
      expect(story?.screen, `${name} is a story of ${screen}`).toBe(screen);
      expect(story !== undefined && is(story), `${name} is ${state}`).toBe(true);
    }
  });

  it('a state that cannot be says why', () => {
    const reasons = Object.values(MATRIX)
      .flatMap((row) => Object.values(row))
      .flatMap((one) => (typeof one === 'string' ? [] : [one.because]));
    expect(reasons.filter((reason) => reason.length < 20)).toEqual([]);
  });

  it.each(OWN_STATES.map((row) => [`${row.screen} ${row.key} ${row.field}`, row] as const))(
    '%s: each state of the contract is to be seen',
    (_, { screen, key, field, stories }) => {
      for (const [state, name] of Object.entries(stories)) {
        const story = STORIES[name];
        expect(story?.screen, name).toBe(screen);
        expect(story === undefined ? [] : values(story, key, field), `${name} shows ${state}`).toContain(
          state,
        );
      }
    },
  );

  it('each page of the desk is there filled, empty, refused and loading', () => {
    const missing = Object.entries(PAGES).flatMap(([page, stories]) =>
      stories
        .flatMap((name) => ['', '-empty', '-refused', '-loading'].map((how) => `${name}${how}`))
        .filter((name) => STORIES[name]?.page?.split('/')[0] !== page),
    );
    expect(missing).toEqual([]);
  });

  it('and what the contract does not name is there as well', () => {
    expect(BESIDES.filter((name) => STORIES[name] === undefined)).toEqual([]);
    expect(countOf('duty-five-lines', 'line/')).toBe(5);
    expect(countOf('cabinet-eight-slots', 'slot/')).toBe(8);
    expect(values(story('entrance-long-name'), 'badge', 'name')).toEqual(['阿卜杜热合曼·买买提']);
    expect(values(story('entrance-rare-name'), 'badge', 'name')).toEqual(['𬱖㛃']);
  });
});

function story(name: string): Story {
  const found = STORIES[name];
  if (found === undefined) throw new Error(`no story ${name}`);
  return found;
}
function countOf(name: string, prefix: string): number {
  return Object.keys(story(name).document).filter((key) => key.startsWith(prefix)).length;
}
