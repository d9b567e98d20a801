/**
 * Every story of every screen and every component of the gallery, at the sizes they are drawn for, in both themes and
 * both languages: nothing runs out of its panel, is cut off or lies over something else; axe finds nothing serious;
 * nothing jumps between the states of a station; the stations look as approved. Every picture is kept. The stories are
 * built for this alone; the product does not carry them.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPROVED_STORIES, compareWithApproved } from './approved.ts';
import { axeFindings } from './axe.ts';
import { hasLandmarks, jumpsAmong, placesOf } from './landmarks.ts';
import { misfits, smallTargets } from './misfits.ts';
import { forgetPictures, pictureName, takePicture } from './pictures-of-screens.ts';
import { openStories, type StoriesSite } from './stories-site.ts';
import { componentStops, storyStops, walk, type Sight } from './story-walk.ts';

/** Ends what hangs: some 2,700 pictures take ten minutes on two cores. */
const WALK_LIMIT_MS = 2_400_000;

describe('every story and component', () => {
  let site: StoriesSite;
  let wrong: readonly string[] = [];
  const unfit: string[] = [];
  /** Target → where it is too small; the same key stands in many states. */
  const small = new Map<string, string[]>();
  const unreachable: string[] = [];
  const unlike: string[] = [];
  const places = new Map<string, Readonly<Record<string, string>>>();

  async function look(sight: Sight): Promise<void> {
    const { page, name, size, theme, language } = sight;
    const where = `${name} ${size} ${language}`;
    const light = theme === 'light';
    const picture = await takePicture(sight);
    if (light) unfit.push(...(await misfits(page, size)).map((what) => `${where}: ${what}`));
    if (light && language === 'zh-CN') {
      for (const target of await smallTargets(page)) {
        const key = `${size}: ${target}`;
        small.set(key, [...(small.get(key) ?? []), name]);
      }
      if (hasLandmarks(name, size)) places.set(`${name} ${size}`, await placesOf(page, name, size));
    }
    const onOtherPaper = light === (language === 'en');
    unreachable.push(...(await axeFindings(page, onOtherPaper)).map((what) => `${where} ${theme}: ${what}`));
    if (language === 'zh-CN' && APPROVED_STORIES.some(([story, at]) => story === name && at === size)) {
      const difference = compareWithApproved(pictureName(sight), picture);
      if (difference !== undefined) unlike.push(difference);
    }
  }

  beforeAll(async () => {
    forgetPictures();
    site = await openStories();
    wrong = await walk(site, [...storyStops(), ...(await componentStops(site))], look);
  }, WALK_LIMIT_MS);
  afterAll(async () => {
    await site?.close();
  });

  it('is shown without an error', () => {
    expect(wrong).toEqual([]);
  });
  it('fits its panel: nothing too wide or high, squeezed, cut off, or over something else', () => {
    expect(unfit).toEqual([]);
  });
  it('has keys and fields that a finger hits', () => {
    const found = [...small].map(
      ([target, [first, ...more]]) => `${target} in ${first} and ${more.length} more`,
    );
    expect(found).toEqual([]);
  });
  it('has nothing that axe finds serious or critical, in either theme or language', () => {
    expect(unreachable).toEqual([]);
  });
  it('of one station keeps its landmarks where they are', () => {
    expect(jumpsAmong(places)).toEqual([]);
  });
  it('of a station looks as approved', () => {
    expect(unlike).toEqual([]);
  });
});
