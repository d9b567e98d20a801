/**
 * The real engine over a real file, under load, to be killed. Says on its output, line by line and at once, what it
 * has promised: `ack n position` to whoever asked, `pulse intentId` to the lock, `told position` to the screens.
 *
 *   node engine-child.mjs FILE FIRST        requests are numbered from FIRST
 */
import { writeSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { stampOf } from '../../firmware-bridge/clock.ts';
import { createOfficeTime } from '../../server/calendar/office-time.ts';
import { openOffice } from '../../server/engine/office.ts';
import { JournalError } from '../../server/errors.ts';
import { SystemClock } from '../../server/system-clock.ts';
import { newProbe, smallParts } from '../support/small-modules.ts';
import { smallVault, SYSTEM } from '../support/small-office.ts';

/** Requests in flight; enough that groups form and a kill finds some of each kind half done. */
const IN_FLIGHT = 12;
/** Ends by itself should nobody kill it. */
const REQUESTS_MAX = 20_000;

const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};

async function run(file: string, first: number): Promise<void> {
  const clock = new SystemClock();
  const office = openOffice({
    file,
    parts: smallParts(newProbe()),
    clock,
    time: createOfficeTime('Asia/Shanghai'),
    openVault: smallVault,
    devices: {
      execute: (deviceId, command) => {
        if (command.kind === 'pulse-lock') {
          say(`pulse ${command.intentId}`);
          const outcome = { name: 'pulsed', confirmedBy: 'reply-only' } as const;
          const { intentId } = command;
          office.submit({
            kind: 'pulse-settled',
            deviceId,
            stationId: 's',
            at: stampOf(clock),
            intentId,
            outcome,
          });
        }
        return Promise.resolve();
      },
    },
    version: 'faults',
    reserveBytes: 64 * 1024,
    onTrouble: ({ kind, what }) => say(`trouble ${kind} ${what}`),
  });
  office.onCommitted(() => say(`told ${office.position()}`));
  say(`open ${office.position()}`);
  let running = 0;
  const ask = async (number: number): Promise<void> => {
    running += 1;
    const opens = number % 10 === 0;
    const request = opens
      ? { type: 'test.open', text: `i-${number}` }
      : { type: 'test.note', text: `n-${number}` };
    const { position } = await office.request(SYSTEM, { type: request.type, body: { text: request.text } });
    say(`ack ${number} ${position}`);
    running -= 1;
  };
  for (let number = first; number < first + REQUESTS_MAX; number += 1) {
    void ask(number);
    if (number % 50 === 0) void office.checkpoint();
    while (running >= IN_FLIGHT) await nextTurn();
  }
  await office.close('nobody killed it');
}

try {
  await run(process.argv[2] ?? '', Number(process.argv[3]));
} catch (cause) {
  if (!(cause instanceof JournalError)) throw cause;
  say(`refused ${cause.code}`);
}
