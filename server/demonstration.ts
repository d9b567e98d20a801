/**
 * What a demonstration on virtual hardware adds to a start: the seeded past of the office, the fingers in the virtual
 * modules and the people at the bench, and accounts to sign in with. Once seeded, a later start only reads back what
 * was kept in the data directory.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { encodeModuleIdPage, MODULE_ID_NOTEPAD_PAGE } from '../devices/sign-in-reader/module-identity.ts';
import type { Configuration } from './config.ts';
import { openDemoAccounts } from './demo-accounts.ts';
import { demoOffice, type DemoOffice } from './demo/demo-office.ts';
import type { SeedFact } from './engine/office-options.ts';
import type { DemoAccounts } from './http/parts.ts';
import { OFFICE_PARTS } from './office.ts';
import { installed, type OpenedOffice, type OpeningOptions } from './open-office.ts';
import type { PersonRecord } from './people/events.ts';
import type { KeptHardware } from './virtual-hardware.ts';

/** The same past in every demonstration that starts on the same day. */
const SEED = 1;

const BenchPeople = Type.Array(
  Type.Object({
    personId: Type.String(),
    name: Type.String(),
    section: Type.String(),
    fingers: Type.Array(Type.Object({ print: Type.String(), label: Type.String() })),
    cards: Type.Array(Type.String()),
  }),
);

export interface Demonstration {
  readonly seed: NonNullable<OpeningOptions['seed']>;
  openAccounts(opened: OpenedOffice): Promise<DemoAccounts>;
}

/** Undefined where none is configured; `config.ts` refuses one with real devices. */
export function prepareDemonstration(
  configuration: Configuration,
  version: string,
  kept: KeptHardware | undefined,
): Demonstration | undefined {
  if (configuration.demo === undefined || kept === undefined) return undefined;
  const inData = (name: string): string => join(configuration.server.dataDirectory, name);
  const peopleFile = inData('demo-people.json');
  kept.hardware.bench.setPeople(keptPeople(peopleFile));
  return {
    seed: (vault, clock) => {
      const made = demoOffice({
        seed: SEED,
        untilMs: clock.clock.epochMs(),
        time: clock.time,
        parts: OFFICE_PARTS,
        installation: installed(configuration),
        version,
        keepCard: (cardNumber, format) => vault.keepCard(cardNumber, format).cardRef,
      });
      furnish(kept, made);
      writeFileSync(peopleFile, JSON.stringify(made.people), { mode: 0o600 });
      return [...made.events, ...credentialFacts(made.events)];
    },
    openAccounts: (opened) => openDemoAccounts(opened, inData('demo-accounts.json')),
  };
}

/** Puts into the virtual devices what the seeded past says of them, and keeps it at once. */
function furnish(kept: KeptHardware, { modules, people }: DemoOffice): void {
  const { bench } = kept.hardware;
  for (const { deviceId, moduleId, prints } of modules) {
    bench.setNotepad(deviceId, MODULE_ID_NOTEPAD_PAGE, encodeModuleIdPage(moduleId));
    bench.loadPrints(
      deviceId,
      prints.map(({ print, page }) => ({ print, page })),
    );
  }
  bench.setPeople(people);
  kept.save();
}

/** The accounts belong to the past: nobody's password or PIN is younger than 24 hours in a demonstration. */
function credentialFacts(events: readonly SeedFact[]): readonly SeedFact[] {
  const people = new Map<string, PersonRecord>();
  for (const { event } of events)
    if (event.type === 'people.person-recorded') people.set(event.data.personId, event.data);
  const atMs = events.at(-1)?.atMs ?? 0;
  const fact = (personId: string, credential: 'password' | 'pin'): SeedFact => ({
    atMs,
    event: {
      type: 'people.credential-changed',
      data: { personId, credential, changedBy: 'setup', witnessedBy: undefined, cabinetFromMs: atMs },
    },
  });
  return [...people.values()].flatMap(({ personId, roles }) => [
    ...(roles.length > 0 ? [fact(personId, 'password')] : []),
    ...(roles.includes('seal-custodian') ? [fact(personId, 'pin')] : []),
  ]);
}

/** Nobody at the bench where the file is missing or of another form: a visitor then presents unknown cards only. */
function keptPeople(file: string): DemoOffice['people'] {
  if (!existsSync(file)) return [];
  const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Value.Check(BenchPeople, kept) ? kept : [];
}
