/** Why a report on stations is refused, by stable code. `docs/errors.md` lists each with what the operator does. */
import { RuleViolation } from '../errors.ts';

export const STATIONS_REFUSALS = {
  STATIONS_STATION_UNKNOWN: {
    meaning: 'no such station is installed',
    sentence: '未配对：没有站点 {stationId}。请在设备页查看站点编号。',
  },
  STATIONS_PAIRING_UNKNOWN: {
    meaning: 'no such pairing, or it has ended',
    sentence: '未办理：没有这项配对，或已解除。请刷新后再看。',
  },
} as const satisfies Record<string, { readonly meaning: string; readonly sentence: string }>;
export type StationsRefusalCode = keyof typeof STATIONS_REFUSALS;

export function stationsRefusal(
  code: StationsRefusalCode,
  params: Readonly<Record<string, string | number>> = {},
): RuleViolation {
  const message = STATIONS_REFUSALS[code].sentence.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(params[name] ?? ''),
  );
  return new RuleViolation(code, message, { params: { ...params } });
}
