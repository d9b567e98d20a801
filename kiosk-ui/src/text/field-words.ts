/**
 * The words for the place of a mistake: `copies` stands as 份数, `items[1].copies` as 第 2 处之份数. A place that nobody
 * at a screen has a word for stays unnamed, and goes with the code to the engineer. Pure.
 */
import type { TextKey } from './dictionary.ts';

const WORDS: Readonly<Record<string, TextKey>> = {
  name: 'field.name',
  title: 'field.title',
  copies: 'field.copies',
  spoiled: 'field.spoiled',
  unit: 'field.unit',
  handledBy: 'field.handledBy',
  phone: 'field.phone',
  matter: 'field.matter',
  remark: 'field.remark',
  reason: 'field.reason',
  text: 'field.text',
  personId: 'field.person',
  deputyId: 'field.person',
  custodianIds: 'field.person',
  leaderId: 'field.person',
  driverId: 'field.person',
  officerIds: 'field.person',
  sectionId: 'field.section',
  post: 'field.post',
  roles: 'field.roles',
  username: 'field.username',
  password: 'field.password',
  date: 'field.date',
  officeDate: 'field.date',
  fromDate: 'field.date',
  untilDate: 'field.date',
  joinedOn: 'field.date',
  leftOn: 'field.date',
  effectiveFrom: 'field.date',
  itemId: 'field.items',
  itemIds: 'field.items',
  requestId: 'field.papers',
  requestIds: 'field.papers',
  expectedMinutes: 'field.minutes',
  value: 'field.value',
  deviceId: 'field.device',
};

export interface PlaceWords {
  /** 1 for the first of a list; undefined outside any. */
  readonly place: number | undefined;
  readonly word: TextKey | undefined;
}

/** `path` as the service writes it: `items[1].copies`; empty for the whole. */
export function placeOfMistake(path: string): PlaceWords {
  const index = /\[(\d+)\]/.exec(path)?.[1];
  const names = path.replaceAll(/\[\d+\]/g, '').split('.');
  const known = names.findLast((name) => Object.hasOwn(WORDS, name));
  return {
    place: index === undefined ? undefined : Number(index) + 1,
    word: known === undefined ? undefined : WORDS[known],
  };
}
