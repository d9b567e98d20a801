/** The real modules over a fresh data directory, with people of every role: for tests that try the whole table. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ROLES, type Role } from '../../server/access/principal.ts';
import { SETUP } from '../../server/access/recorded-facts.ts';
import { isRole } from '../../server/access/staff-list.ts';
import { buildApp, type BuiltApp } from '../../server/app.ts';
import { readConfiguration, type Configuration } from '../../server/config.ts';
import { withFlags } from '../../server/config-flags.ts';
import type { SessionParts } from '../../server/http/session-routes.ts';
import { officeClockFor } from '../../server/office-clock.ts';
import { openConfiguredOffice, recordInstallation, type OpenedOffice } from '../../server/open-office.ts';
import { composeParts } from '../../server/service-parts.ts';
import { ManualClock } from '../support/manual-clock.ts';

export const ROLE_NAMES: readonly Role[] = Object.keys(ROLES).filter(isRole);
/** Somebody signed in without any role. */
export const PLAIN_PERSON = 'p-plain';

export interface RealService extends BuiltApp, OpenedOffice {
  readonly machineClock: ManualClock;
  readonly parts: SessionParts;
  readonly configuration: Configuration;
}

export function personOf(role: Role): string {
  return `p-${role}`;
}

export async function startRealService(origins: ReadonlySet<string>): Promise<RealService> {
  const data = mkdtempSync(join(tmpdir(), 'dianmao-real-'));
  const configuration = withFlags(
    readConfiguration({ file: undefined, environment: {}, workingDirectory: data }),
    {
      config: undefined,
      checkConfig: false,
      data,
      port: undefined,
      noDemo: true,
      demoClock: undefined,
      help: false,
    },
  );
  const machineClock = new ManualClock();
  const opened = openConfiguredOffice({
    configuration,
    machineClock,
    clock: officeClockFor(configuration, machineClock),
    version: '0.0.0-test',
    devices: { execute: () => Promise.resolve() },
    onTrouble: () => undefined,
  });
  await recordInstallation(opened.office, configuration);
  await recordPeople(opened);
  const parts = composeParts({
    ...opened,
    machineClock,
    officeClock: machineClock,
    version: '0.0.0-test',
    secure: false,
    origins: () => origins,
    screensDirectory: join(data, 'no-screens'),
    devices: { statuses: () => [] },
    bench: undefined,
  });
  const built = await buildApp(
    { ...parts, screensDirectory: undefined, limits: { general: 1e6, guessing: 1e6 } },
    { log: false, tls: undefined },
  );
  await built.app.ready();
  onTestFinished(async () => {
    await built.app.close();
    await opened.office.close('test');
    rmSync(data, { recursive: true, force: true });
  });
  return { ...built, ...opened, machineClock, parts, configuration };
}

async function recordPeople({ office }: OpenedOffice): Promise<void> {
  await office.request(SETUP, {
    type: 'people.record-section',
    body: { sectionId: 's-1', name: '秘书科', order: 1 },
  });
  const everybody = [
    ...ROLE_NAMES.map((role) => ({ personId: personOf(role), roles: [role] })),
    { personId: PLAIN_PERSON, roles: [] },
  ];
  for (const [at, { personId, roles }] of everybody.entries()) {
    const body = {
      personId,
      name: `人员${at + 1}`,
      rank: at + 1,
      sectionId: 's-1',
      post: '科员',
      roles,
      standing: 'official',
      joinedOn: '2020-01-01',
      leader: false,
    };
    await office.request(SETUP, { type: 'people.record-person', body });
  }
}
