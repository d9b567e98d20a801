/** Guards of 去向板 and of the director's page of 8:05; only the fields that the pages show. */
import { isFlag, isNumber, isText, listOf, oneOf, orNothing, shapeOf } from '../../connection/shape.ts';
import type { Half } from './leave-shapes.ts';

export type Place =
  'on-duty' | 'away' | 'countryside' | 'on-leave' | 'at-post' | 'open' | 'not-signed-in' | 'not-expected';
const isPlace = oneOf<Place>(
  'on-duty',
  'away',
  'countryside',
  'on-leave',
  'at-post',
  'open',
  'not-signed-in',
  'not-expected',
);
export interface PlaceLine {
  readonly personId: string;
  readonly name: string;
  readonly post: string;
  readonly sectionId: string;
  readonly sectionName: string | undefined;
  readonly where: Place;
  /** The kind in Chinese, where the reader may know it. */
  readonly kindWords: string | undefined;
  /** First contact of the day, `07:42`. */
  readonly time: string | undefined;
}
export interface PlacesNow {
  readonly date: string;
  readonly half: Half;
  /** Undefined while the calendar does not say. */
  readonly working: boolean | undefined;
  readonly people: readonly PlaceLine[];
}
export const isPlacesNow = shapeOf<PlacesNow>({
  date: isText,
  half: oneOf('morning', 'afternoon'),
  working: orNothing(isFlag),
  people: listOf(
    shapeOf<PlaceLine>({
      personId: isText,
      name: isText,
      post: isText,
      sectionId: isText,
      sectionName: orNothing(isText),
      where: isPlace,
      kindWords: orNothing(isText),
      time: orNothing(isText),
    }),
  ),
});

export type MorningGroup =
  'present' | 'on-leave' | 'away' | 'explained' | 'not-signed-in' | 'open' | 'not-yet';
export interface MorningLine {
  readonly personId: string;
  readonly name: string;
  readonly group: MorningGroup;
  /** The verdict or the kind of leave, in Chinese. */
  readonly words: string;
  /** `07:42:13` */
  readonly time: string | undefined;
}
export interface Morning {
  readonly date: string;
  readonly time: string;
  readonly expected: number;
  readonly sections: readonly {
    readonly sectionId: string;
    readonly name: string;
    readonly people: readonly MorningLine[];
  }[];
}
export const isMorning = shapeOf<Morning>({
  date: isText,
  time: isText,
  expected: isNumber,
  sections: listOf(
    shapeOf<Morning['sections'][number]>({
      sectionId: isText,
      name: isText,
      people: listOf(
        shapeOf<MorningLine>({
          personId: isText,
          name: isText,
          group: oneOf('present', 'on-leave', 'away', 'explained', 'not-signed-in', 'open', 'not-yet'),
          words: isText,
          time: orNothing(isText),
        }),
      ),
    }),
  ),
});
