/** One verification of the journal at a time, watched by whoever asks. The work itself is done by a worker. */
import type { Clock } from '../../firmware-bridge/clock.ts';
import type { Office } from '../engine/office-options.ts';
import type { JournalVerification, VerificationStatus } from './journal-routes.ts';

export function createJournalVerification(office: Pick<Office, 'verify'>, clock: Clock): JournalVerification {
  let status: VerificationStatus = { state: 'none' };
  const run = async (witness: string | undefined): Promise<void> => {
    const onProgress = (checked: number, total: number): void => {
      status = { state: 'running', checked, total };
    };
    try {
      const result = await office.verify({
        onProgress,
        ...(witness === undefined ? {} : { witnessed: [witness] }),
      });
      status = { state: 'done', atMs: clock.epochMs(), result };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      status = { state: 'failed', atMs: clock.epochMs(), reason };
    }
  };
  return {
    status: () => status,
    start: (witness) => {
      if (status.state === 'running') return;
      status = { state: 'running', checked: 0, total: 0 };
      void run(witness);
    },
  };
}
