/** The parts of a virtual office, as the bench handles them: each device with the cable that it hangs on. */
import type { CabinetConfiguration, LineConfiguration, ReaderConfiguration } from '../configuration.ts';
import type { Cabinet } from './cabinet.ts';
import type { CardReader } from './card-reader.ts';
import type { Contact } from './contact.ts';
import type { FingerprintModule } from './fingerprint-module.ts';
import type { ModbusBoard } from './modbus-board.ts';
import type { TelephoneLine } from './telephone-line.ts';
import type { VirtualPort } from './virtual-port.ts';

export interface VirtualModulePart {
  readonly kind: 'fingerprint';
  readonly configuration: ReaderConfiguration;
  readonly port: VirtualPort;
  readonly module: FingerprintModule;
}
export interface VirtualCardPart {
  readonly kind: 'card';
  readonly configuration: ReaderConfiguration;
  readonly port: VirtualPort;
  readonly reader: CardReader;
}
export interface VirtualBoardPart {
  readonly boardId: string;
  readonly port: VirtualPort;
  readonly board: ModbusBoard;
}
export interface VirtualLinePart {
  readonly kind: 'line';
  readonly configuration: LineConfiguration;
  readonly port: VirtualPort;
  readonly line: TelephoneLine;
  readonly contacts: readonly Contact[];
}
export interface VirtualCabinetPart {
  readonly kind: 'cabinet';
  readonly configuration: CabinetConfiguration;
  readonly port: VirtualPort;
  readonly cabinet: Cabinet;
  readonly contacts: readonly Contact[];
}

export type VirtualPart = VirtualModulePart | VirtualCardPart | VirtualLinePart | VirtualCabinetPart;

/** Ends every timer of the part. */
export function stopPart(part: VirtualPart): void {
  switch (part.kind) {
    case 'fingerprint':
      return part.module.lift();
    case 'card':
      return part.reader.remove();
    case 'line':
      part.line.stop();
      return part.contacts.forEach((contact) => contact.stop());
    case 'cabinet':
      part.cabinet.stop();
      return part.contacts.forEach((contact) => contact.stop());
  }
}
