/** A reader on a wire in memory, with its events collected: what the driver tests start from. */
import type { DeviceEvent } from '../../../devices/device-event.ts';
import type { Device } from '../../../devices/device.ts';
import { createSignInReader } from '../../../devices/sign-in-reader/create-sign-in-reader.ts';
import { encodeModuleIdPage } from '../../../devices/sign-in-reader/module-identity.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryTransport } from '../../support/memory-transport.ts';
import { FakeModule } from './fake-module.ts';

export const MODULE_ID = '00112233445566778899aabbccddeeff';
const RANDOM_ID_BYTE = 0x5a;
/** The id that a newly adopted module gets in these tests. */
export const NEW_MODULE_ID = '5a'.repeat(16);

export interface ReaderBench {
  readonly clock: ManualClock;
  readonly wire: MemoryTransport;
  readonly reader: Device;
  readonly events: DeviceEvent[];
  /** Numbers that somebody holds, each after its format: `dez10 0042B7C9`. */
  readonly knownCards: Set<string>;
}

export function readerBench(
  model: string,
  options: { readonly format?: 'dez10' | 'dez8' | 'hex8' } = {},
): ReaderBench {
  const clock = new ManualClock();
  const wire = new MemoryTransport(clock);
  const events: DeviceEvent[] = [];
  const knownCards = new Set<string>();
  const reader = createSignInReader(
    {
      id: 'reader-1',
      station: 'entrance-1',
      name: '大门签到机',
      model,
      address: wire.address,
      countsForSignIn: true,
      ...(options.format === undefined ? {} : { format: options.format }),
    },
    {
      clock,
      emit: (event) => events.push(event),
      createTransport: () => wire,
      randomBytes: (length) => new Uint8Array(length).fill(RANDOM_ID_BYTE),
      isKnownCard: (cardNumber, format) => knownCards.has(`${format} ${cardNumber}`),
      environment: (name) => (name === 'MODULE_PASSWORD' ? '12345678' : undefined),
    },
  );
  return { clock, wire, reader, events, knownCards };
}

export interface ModuleBench extends ReaderBench {
  readonly module: FakeModule;
}

/** An R503 with an id and the prints `wang` on page 3 and `li` on page 7, known as such; started and inspected. */
export async function moduleBench(
  prepare: (module: FakeModule) => void = () => undefined,
  model = 'r503',
): Promise<ModuleBench> {
  const bench = readerBench(model);
  const module = new FakeModule(bench.wire, bench.clock);
  module.notepad.set(0, encodeModuleIdPage(MODULE_ID));
  module.library.set(3, 'wang').set(7, 'li');
  prepare(module);
  await bench.reader.start();
  await bench.clock.advanceAsync(500);
  return { ...bench, module };
}

export function kindsOf(events: readonly DeviceEvent[]): readonly string[] {
  return events.map(({ kind }) => kind);
}

/** Events of one kind, typed. */
export function eventsOf<Kind extends DeviceEvent['kind']>(
  events: readonly DeviceEvent[],
  kind: Kind,
): readonly Extract<DeviceEvent, { kind: Kind }>[] {
  return events.filter((event): event is Extract<DeviceEvent, { kind: Kind }> => event.kind === kind);
}
