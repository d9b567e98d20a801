/** Everybody of the office for the boxes that find a person: name, section and pinyin, in rank order. Read once. */
import { readView } from '../../connection/api.ts';
import type { PersonOption } from '../../components/pick/person-ranking.ts';
import { isFindablePeople, type FindablePerson } from './findable-people.ts';
import { isSections, type Section } from './shapes.ts';
import { ViewLoad } from './view-load.svelte.ts';

export class PeopleOptions {
  readonly #people = new ViewLoad<readonly FindablePerson[]>();
  readonly #sections = new ViewLoad<readonly Section[]>();
  readonly #all = $derived.by((): readonly PersonOption[] => {
    const names = new Map(this.sections.map(({ sectionId, name }) => [sectionId, name]));
    return (this.#people.value ?? []).map(({ personId, name, sectionId, spelled }) => ({
      personId,
      name,
      spelled,
      section: names.get(sectionId) ?? '',
    }));
  });

  constructor() {
    void this.#people.load(() => readView('people.list', {}, isFindablePeople));
    void this.#sections.load(() => readView('people.sections', {}, isSections));
  }
  get all(): readonly PersonOption[] {
    return this.#all;
  }
  /** By establishment. */
  get sections(): readonly Section[] {
    return (this.#sections.value ?? []).toSorted((one, other) => one.order - other.order);
  }
  nameOf(personId: string): string {
    return this.#all.find((one) => one.personId === personId)?.name ?? personId;
  }
}
