/**
 * A data directory with an office already in it, made through the service's own opening: sections, people with roles,
 * cards, accounts. What an office would have entered over its first weeks; everything of the day comes over the wire.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../../server/access/principal.ts';
import { createOfficeTime } from '../../server/calendar/zoned-time.ts';
import { openOffice } from '../../server/engine/office.ts';
import type { IntakeVault, SeedFact } from '../../server/engine/office-options.ts';
import { OFFICE_PARTS } from '../../server/office.ts';
import { Vault } from '../../server/people/vault.ts';
import { SystemClock } from '../../server/system-clock.ts';

export interface SeededPerson {
  readonly personId: string;
  readonly name: string;
  readonly roles?: readonly Role[];
  /** Ten hex digits, as an EM4100 reader gives it. */
  readonly card?: string;
  /** Gets an account of this name with `PASSWORD`. */
  readonly username?: string;
  /** For the cabinet; counts there as the card does. */
  readonly pin?: string;
}

export const PASSWORD = 'seeded-office-1949';
const WEEK_MS = 7 * 86_400_000;

export interface SeedOptions {
  readonly data: string;
  readonly zone: string;
  readonly people: readonly SeededPerson[];
  /** Further facts, after the people; at the times given, in order. */
  readonly facts?: readonly SeedFact[];
}

export async function seedOffice(options: SeedOptions): Promise<void> {
  mkdirSync(options.data, { recursive: true, mode: 0o700 });
  const clock = new SystemClock();
  const vault = new Vault({ keyFile: join(options.data, 'vault.key'), clock });
  const weekAgo = clock.epochMs() - WEEK_MS;
  const office = openOffice({
    file: join(options.data, 'journal.db'),
    parts: OFFICE_PARTS,
    clock,
    time: createOfficeTime(options.zone),
    openVault: (database) => vault.attach(database),
    devices: { execute: () => Promise.resolve() },
    version: 'test',
    seed: (intake) => [
      section(weekAgo),
      ...options.people.flatMap((person, at) => personFacts(person, at, weekAgo, intake)),
      ...(options.facts ?? []),
    ],
  });
  for (const { personId, username, pin } of options.people) {
    if (username !== undefined) await vault.setPassword(personId, username, PASSWORD);
    if (pin !== undefined) await vault.setPin(personId, pin);
  }
  await office.close('seeded');
}

function section(atMs: number): SeedFact {
  return {
    atMs,
    event: { type: 'people.section-recorded', data: { sectionId: 'secretary', name: '秘书科', order: 1 } },
  };
}

function personFacts(
  person: SeededPerson,
  at: number,
  atMs: number,
  vault: IntakeVault,
): readonly SeedFact[] {
  const { personId, name, roles = [], card, username, pin } = person;
  const recorded: SeedFact = {
    atMs,
    event: {
      type: 'people.person-recorded',
      data: {
        personId,
        name,
        rank: at + 1,
        sectionId: 'secretary',
        post: '科员',
        roles,
        standing: 'official',
        joinedOn: '2020-01-01',
        leftOn: undefined,
        exemptFromSignIn: undefined,
        leader: false,
      },
    },
  };
  return [
    recorded,
    ...(card === undefined ? [] : [cardEnrolled(personId, vault.keepCard(card, 'em4100-40').cardRef, atMs)]),
    ...(username === undefined ? [] : [secretSet(personId, 'password', atMs)]),
    ...(pin === undefined ? [] : [secretSet(personId, 'pin', atMs)]),
  ];
}

function cardEnrolled(personId: string, cardRef: string, atMs: number): SeedFact {
  const data = { personId, cardRef, format: 'em4100-40', temporary: false, enrolledBy: 'system' };
  return {
    atMs,
    event: { type: 'people.card-enrolled', data: { ...data, witnessedBy: undefined, cabinetFromMs: atMs } },
  };
}

/** As old as the rest of the past: what is younger than 24 hours neither opens nor approves (YX-Y1). */
function secretSet(personId: string, credential: 'password' | 'pin', atMs: number): SeedFact {
  const data = { personId, credential, changedBy: 'system', witnessedBy: undefined } as const;
  return { atMs, event: { type: 'people.credential-changed', data: { ...data, cabinetFromMs: atMs } } };
}
