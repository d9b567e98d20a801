import type { Role } from '../access/principal.ts';
import type { PersonRecord, SectionRecord } from './events.ts';

export interface PeopleView {
  /** Raised whenever people, sections or their credentials change; lets readers keep what they worked out. */
  revision(): number;
  person(personId: string): PersonRecord | undefined;
  section(sectionId: string): SectionRecord | undefined;
  sections(): readonly SectionRecord[];
  /** Everyone employed on that office date, in rank order. */
  employedOn(officeDate: string): readonly PersonRecord[];
  /** Everyone of the office on at least one day of a span, both dates included, in rank order. */
  employedBetween(from: string, to: string): readonly PersonRecord[];
  hasRole(personId: string, role: Role): boolean;
  withRole(role: Role): readonly PersonRecord[];
  /**
   * Ways this person can badge with, now or at a moment of the last weeks: used to tell whether a blind reader mattered
   * to this person. A card lost since did matter then, a finger taken since did not.
   */
  credentials(
    personId: string,
    atMs?: number,
  ): {
    readonly cardRefs: readonly string[];
    readonly fingerModules: readonly string[];
    readonly hasPin: boolean;
  };
  /** Before this instant the person approves no opening (YX-Y1): role or password were just given by others. */
  approvesFromMs(personId: string): number;
  /** Who holds this card now, if anybody; a stopped card is held by nobody. */
  holderOfCard(cardRef: string): string | undefined;
  /** Names and pinyin initials, for search. */
  search(text: string, limit: number): readonly PersonRecord[];
  /** The name in pinyin, syllables apart (`shan zhi qiang`), for choosing people by initials; '' where it has none. */
  spelled(personId: string): string;
}
