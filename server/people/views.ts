/** What may be read about people: the list in rank order, one person with credentials, the sections. */
import { Type } from 'typebox';
import type { Principal } from '../access/principal.ts';
import type { ViewDefinition } from '../engine/module.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { hasWait } from './decide-register.ts';
import type { PersonRecord } from './events.ts';
import { readerOf } from './modules.ts';
import { peopleRefusal } from './refusals.ts';
import { CONFIRMERS, ENROLLERS } from './requests.ts';
import { credentialsOf, entry, type PeopleState } from './state.ts';

const STRICT = { additionalProperties: false };
const LIST_MAX = 500;

const ListQuery = Type.Object(
  {
    search: Type.Optional(
      Type.String({ maxLength: 40, description: 'Part of the name, or pinyin initials' }),
    ),
    sectionId: Type.Optional(Type.String({ maxLength: 40 })),
    all: Type.Optional(Type.Enum(['true', 'false'])),
  },
  STRICT,
);
const NamesQuery = Type.Object(
  { ids: Type.String({ minLength: 1, maxLength: 8000, description: 'Ids of people, separated by commas' }) },
  STRICT,
);
const PersonQuery = Type.Object({ personId: Type.String({ minLength: 1, maxLength: 40 }) }, STRICT);

export const PEOPLE_VIEWS: readonly ViewDefinition<PeopleState>[] = [
  {
    name: 'people.list',
    summary: 'Staff in rank order; by search text at most 500',
    query: ListQuery,
    allow: ['person'],
    read(state, query, { context }) {
      const { search, sectionId, all } = readBody(ListQuery, query);
      const { people } = context;
      const found =
        search === undefined ? people.employedOn(context.officeDate) : people.search(search, LIST_MAX);
      const shown =
        all === 'true' && search === undefined ? people.search('', Number.MAX_SAFE_INTEGER) : found;
      return shown
        .filter((person) => sectionId === undefined || person.sectionId === sectionId)
        .map((person) => ({
          ...person,
          ...countsOf(state, person),
          spelled: people.spelled(person.personId),
        }));
    },
  },
  {
    name: 'people.person',
    summary: 'One person, with cards and fingers for those who keep them and for the person',
    query: PersonQuery,
    allow: ['person'],
    read(state, query, { context, principal }) {
      const { personId } = readBody(PersonQuery, query);
      const person = entry(state.people, personId);
      if (person === undefined) throw peopleRefusal('PEOPLE_PERSON_UNKNOWN', { personId });
      const sectionName = entry(state.sections, person.sectionId)?.name;
      const base = { ...person, sectionName, ...countsOf(state, person) };
      if (!maySeeCredentials(personId, principal)) return base;
      return {
        ...base,
        ...credentialsShown(state, personId),
        waitsForCabinet: hasWait(state, personId, context),
        changes: credentialsOf(state, personId).changes,
        consent: entry(state.consents, personId),
        erasures: state.erasures.filter((one) => one.personId === personId),
      };
    },
  },
  {
    name: 'people.names',
    summary: 'Names of people known by id, also of those who left; unknown ids are left out',
    query: NamesQuery,
    allow: ['person'],
    read: (_state, query, { context }) =>
      [...new Set(readBody(NamesQuery, query).ids.split(','))].flatMap((personId) => {
        const name = context.people.person(personId)?.name;
        return name === undefined ? [] : [{ personId, name }];
      }),
  },
  {
    name: 'people.sections',
    summary: 'Sections by establishment',
    query: Type.Object({}, STRICT),
    allow: ['person'],
    read: (_state, _query, { context }) => context.people.sections(),
  },
];

function countsOf(state: Readonly<PeopleState>, { personId }: PersonRecord): object {
  const { cards, fingers, hasPin, hasPassword } = credentialsOf(state, personId);
  const live = cards.filter((cardRef) => entry(state.cards, cardRef)?.stopped === undefined);
  return { cardCount: live.length, fingerCount: fingers.length, hasPin, hasPassword };
}

function credentialsShown(state: Readonly<PeopleState>, personId: string): object {
  const { cards, fingers } = credentialsOf(state, personId);
  return {
    cards: cards.map((cardRef) => ({ cardRef, ...entry(state.cards, cardRef) })),
    fingers: fingers.map((slot) => {
      const finger = entry(state.fingers, slot);
      const disabled = finger !== undefined && entry(state.disabledModules, finger.moduleId) !== undefined;
      return { ...finger, deviceId: finger && readerOf(state, finger.moduleId), disabled };
    }),
  };
}

function maySeeCredentials(personId: string, principal: Principal): boolean {
  if (principal.kind !== 'person') return false;
  return (
    principal.personId === personId ||
    principal.roles.some((role) => ENROLLERS.includes(role) || CONFIRMERS.includes(role))
  );
}
