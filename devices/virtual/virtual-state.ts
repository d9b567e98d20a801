/** Reads back what `exportState` gave, from a file that anyone may have edited: anything odd is no state at all. */
import type {
  BoardState,
  CabinetState,
  FingerprintModuleState,
  StoredPrint,
  VirtualState,
} from './virtual-hardware.ts';

export const EMPTY_VIRTUAL_STATE: VirtualState = { version: 1, modules: {}, boards: {}, cabinets: {} };

/** Undefined: this is not a state of this version. */
export function parseVirtualState(value: unknown): VirtualState | undefined {
  if (!isRecord(value) || value['version'] !== 1) return undefined;
  const modules = parseAll(value['modules'], parseModule);
  const boards = parseAll(value['boards'], parseBoard);
  const cabinets = parseAll(value['cabinets'], parseCabinet);
  if (modules === undefined || boards === undefined || cabinets === undefined) return undefined;
  return { version: 1, modules, boards, cabinets };
}

function parseAll<T>(
  value: unknown,
  parse: (entry: unknown) => T | undefined,
): Record<string, T> | undefined {
  if (!isRecord(value)) return undefined;
  const parsed: Record<string, T> = {};
  for (const [key, entry] of Object.entries(value)) {
    const one = parse(entry);
    if (one === undefined) return undefined;
    parsed[key] = one;
  }
  return parsed;
}

function parseModule(value: unknown): FingerprintModuleState | undefined {
  if (!isRecord(value) || !Array.isArray(value['prints']) || !value['prints'].every(isStoredPrint))
    return undefined;
  const notepad = parseAll(value['notepad'], (page) =>
    typeof page === 'string' && isPage(page) ? page : undefined,
  );
  if (notepad === undefined || !Object.keys(notepad).every((page) => /^([0-9]|1[0-5])$/.test(page)))
    return undefined;
  return { prints: value['prints'].map(({ print, page }) => ({ print, page })), notepad };
}

function parseBoard(value: unknown): BoardState | undefined {
  if (!isRecord(value) || !Array.isArray(value['modes']) || !value['modes'].every(isMode)) return undefined;
  return { modes: [...value['modes']] };
}

function parseCabinet(value: unknown): CabinetState | undefined {
  if (!isRecord(value) || !Array.isArray(value['occupied']) || !value['occupied'].every(isBoolean))
    return undefined;
  return { occupied: [...value['occupied']] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isStoredPrint(value: unknown): value is StoredPrint {
  if (!isRecord(value) || typeof value['print'] !== 'string') return false;
  return typeof value['page'] === 'number' && Number.isInteger(value['page']) && value['page'] >= 0;
}
/** 32 bytes as hex. */
function isPage(value: string): boolean {
  return /^[0-9a-f]{64}$/.test(value);
}
function isMode(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 3;
}
function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
