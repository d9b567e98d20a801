/** Takes mornings of former years from another system into the journal. Sent twice, the second time changes nothing. */
import type { OfficePort } from '../engine/office-port.ts';
import { readHistoryList } from './history-list.ts';
import type { Principal } from './principal.ts';
import { InvalidRequest } from './refusals.ts';

export interface HistoryImport {
  /** Days that were taken. */
  readonly days: number;
  /** Rows that said what stood here already. */
  readonly known: number;
}

/** `source` names the other system or its file. Throws `InvalidRequest` with every bad row; then nothing is taken. */
export async function importHistory(
  office: OfficePort,
  principal: Principal,
  source: string,
  text: string,
): Promise<HistoryImport> {
  const { days, known, mistakes } = readHistoryList(text, office.context());
  if (mistakes.length > 0) throw new InvalidRequest(mistakes);
  if (days.length > 0)
    await office.request(principal, { type: 'attendance.import-history', body: { source, days } });
  return { days: days.length, known };
}
