/** Answers about people, in rank order. What is worked out is kept until the register changes. */
import { pinyin } from 'pinyin-pro';
import type { PersonRecord, SectionRecord } from './events.ts';
import { credentialsOf, entry, type PeopleState } from './state.ts';
import type { PeopleView } from './view.ts';

/** Dates whose list of the employed is kept: today's, and those of a report being read. */
const DATES_KEPT = 40;

interface Kept {
  readonly revision: number;
  readonly ordered: readonly PersonRecord[];
  readonly sections: readonly SectionRecord[];
  readonly employed: Map<string, readonly PersonRecord[]>;
  spelled: ReadonlyMap<string, string> | undefined;
}

export function createPeopleView(state: Readonly<PeopleState>): PeopleView {
  let kept: Kept | undefined;
  const current = (): Kept => {
    if (kept === undefined || kept.revision !== state.revision) kept = workOut(state);
    return kept;
  };
  return {
    revision: () => state.revision,
    person: (personId) => entry(state.people, personId),
    section: (sectionId) => entry(state.sections, sectionId),
    sections: () => current().sections,
    employedOn: (officeDate) => employedOn(current(), officeDate),
    employedBetween: (from, to) =>
      current().ordered.filter(
        ({ joinedOn, leftOn }) => joinedOn <= to && (leftOn === undefined || from < leftOn),
      ),
    hasRole: (personId, role) => entry(state.people, personId)?.roles.includes(role) ?? false,
    withRole: (role) => current().ordered.filter(({ roles }) => roles.includes(role)),
    credentials: (personId, atMs) => credentialWays(state, personId, atMs ?? Infinity),
    approvesFromMs: (personId) => credentialsOf(state, personId).approvesFromMs,
    holderOfCard(cardRef) {
      const card = entry(state.cards, cardRef);
      return card === undefined || card.stopped !== undefined ? undefined : card.personId;
    },
    search: (text, limit) => search(current(), text, limit),
    spelled: (personId) => spelledOf(current()).get(personId) ?? '',
  };
}

function workOut(state: Readonly<PeopleState>): Kept {
  const sections = Object.values(state.sections).toSorted(
    (a, b) => a.order - b.order || compare(a.sectionId, b.sectionId),
  );
  const places = new Map(sections.map(({ sectionId }, place) => [sectionId, place]));
  const place = ({ sectionId }: PersonRecord): number => places.get(sectionId) ?? sections.length;
  const ordered = Object.values(state.people).toSorted((a, b) => {
    // Leaders by rank, then sections by establishment, then rank within; never by pinyin or arrival.
    if (a.leader !== b.leader) return a.leader ? -1 : 1;
    const bySection = a.leader ? 0 : place(a) - place(b);
    return bySection || a.rank - b.rank || compare(a.personId, b.personId);
  });
  return { revision: state.revision, ordered, sections, employed: new Map(), spelled: undefined };
}

function employedOn(kept: Kept, officeDate: string): readonly PersonRecord[] {
  const known = kept.employed.get(officeDate);
  if (known !== undefined) return known;
  const employed = kept.ordered.filter((person) => isEmployedOn(person, officeDate));
  if (kept.employed.size >= DATES_KEPT) kept.employed.clear();
  kept.employed.set(officeDate, employed);
  return employed;
}

/** The office's own leaders: what concerns them is a city leader's to decide (KQ-1). */
export function isDirectorOrDeputy(
  personId: string,
  { people }: { readonly people: Pick<PeopleView, 'hasRole'> },
): boolean {
  return people.hasRole(personId, 'director') || people.hasRole(personId, 'deputy-director');
}

/** `leftOn` is the first date on which the person is not of the office any more. */
export function isEmployedOn({ joinedOn, leftOn }: PersonRecord, officeDate: string): boolean {
  return joinedOn <= officeDate && (leftOn === undefined || officeDate < leftOn);
}

/** KQ-1 asks it of officials and service staff alike; not of who has not joined, has left or is exempt that day. */
export function isExpected(person: PersonRecord, officeDate: string): boolean {
  if (!isEmployedOn(person, officeDate)) return false;
  const exempt = person.exemptFromSignIn;
  return (
    exempt === undefined ||
    officeDate < exempt.from ||
    (exempt.until !== undefined && officeDate > exempt.until)
  );
}

function credentialWays(
  state: Readonly<PeopleState>,
  personId: string,
  atMs: number,
): ReturnType<PeopleView['credentials']> {
  const { cards, fingers, former, hasPin } = credentialsOf(state, personId);
  const formerThen = former.filter(({ fromMs, untilMs }) => fromMs <= atMs && atMs < untilMs);
  const cardRefs = cards.filter((cardRef) => {
    const card = entry(state.cards, cardRef);
    return card !== undefined && card.stopped === undefined && card.enrolledAtMs <= atMs;
  });
  const modules = fingers.flatMap((slot) => {
    const finger = entry(state.fingers, slot);
    return finger === undefined || finger.enrolledAtMs > atMs ? [] : finger.moduleId;
  });
  return {
    cardRefs: [...cardRefs, ...formerThen.flatMap(({ cardRef }) => cardRef ?? [])],
    fingerModules: [...new Set([...modules, ...formerThen.flatMap(({ moduleId }) => moduleId ?? [])])],
    hasPin,
  };
}

function search(kept: Kept, text: string, limit: number): readonly PersonRecord[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return kept.ordered.slice(0, limit);
  const spelled = spelledOf(kept);
  const found: PersonRecord[] = [];
  for (const person of kept.ordered) {
    if (found.length >= limit) break;
    const initials = initialsOf(spelled.get(person.personId) ?? '');
    if (person.name.toLowerCase().includes(wanted) || initials.includes(wanted) || person.personId === wanted)
      found.push(person);
  }
  return found;
}

function spelledOf(kept: Kept): ReadonlyMap<string, string> {
  kept.spelled ??= new Map(kept.ordered.map(({ personId, name }) => [personId, spell(name)]));
  return kept.spelled;
}

/**
 * `单志强` → `shan zhi qiang`, ü as v; what has no reading is left out. A surname is read as a surname (单 shàn, 解 xiè,
 * 仇 qiú, 曾 zēng); names with a dot (阿卜杜热合曼·买买提) begin with none.
 */
export function spell(name: string): string {
  const syllables = pinyin(name, {
    toneType: 'none',
    type: 'array',
    nonZh: 'removed',
    v: true,
    surname: name.includes('·') ? 'off' : 'head',
  });
  return syllables.join(' ').toLowerCase();
}

function initialsOf(spelled: string): string {
  return spelled.replaceAll(/(\w)\w* ?/g, '$1');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
