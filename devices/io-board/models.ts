/**
 * Modbus I/O boards as data: how many points, where the output modes are kept, what is odd about them. The driver has
 * no `if (model === …)`; what differs is a row here. Source: hardware notes §5 (Waveshare wiki excerpts).
 */
export interface BoardModel {
  readonly model: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Digital inputs, read by FC02 from address 0. */
  readonly inputCount: number;
  /** Coils, read by FC01 and pulsed by FC05 to 0x0200 + n. */
  readonly outputCount: number;
  /** First of `outputCount` holding registers that say what drives an output; only mode 0 obeys the host alone. */
  readonly outputModeRegister: number;
  readonly baudRate: number;
  readonly quirks: readonly string[];
}

export const BOARD_MODELS: readonly BoardModel[] = [
  {
    model: 'waveshare-io-8ch',
    nameZh: '微雪 Modbus RTU IO 8CH',
    nameEn: 'Waveshare Modbus RTU IO 8CH',
    inputCount: 8,
    outputCount: 8,
    outputModeRegister: 0x1000,
    baudRate: 9600,
    quirks: [
      'outputs are open drain, 500 mA: the solenoid needs its own driver and a flyback diode',
      'a linked output (mode 1) follows its input: mode 0 is verified before a pulse is allowed',
    ],
  },
  {
    model: 'waveshare-relay-8ch-d',
    nameZh: '微雪 Modbus RTU Relay 8CH (D)',
    nameEn: 'Waveshare Modbus RTU Relay 8CH (D)',
    inputCount: 8,
    outputCount: 8,
    outputModeRegister: 0x1000,
    baudRate: 9600,
    quirks: [
      'V1 boards made before 2021-09 do not speak Modbus',
      'a linked output (mode 1) follows its input: mode 0 is verified before a pulse is allowed',
    ],
  },
];

export function boardModel(model: string): BoardModel | undefined {
  return BOARD_MODELS.find((candidate) => candidate.model === model);
}
