/** People as a box to find them in needs them, of `people.list`. */
import { isText, listOf, shapeOf } from '../../connection/shape.ts';

export interface FindablePerson {
  readonly personId: string;
  readonly name: string;
  readonly sectionId: string;
  /** Pinyin, syllables apart. */
  readonly spelled: string;
}
export const isFindablePeople = listOf(
  shapeOf<FindablePerson>({ personId: isText, name: isText, sectionId: isText, spelled: isText }),
);
