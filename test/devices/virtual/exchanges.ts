/**
 * Requests and replies byte for byte, as hardware notes 1.6 and 5 give them. Run against our simulators and against the
 * Python peers: three readings of one manual.
 */

export interface Exchange {
  readonly name: string;
  readonly sent: string;
  readonly received: string;
}

const ADDRESS = 'EF 01 FF FF FF FF';

/** One after the other on an R503 whose only template is that of the finger on the glass, on page 5, score 120. */
export const FINGERPRINT_EXCHANGES: readonly Exchange[] = [
  { name: 'VfyPwd 00000000', sent: '01 00 07 13 00 00 00 00 00 1B', received: '07 00 03 00 00 0A' },
  {
    name: 'ReadSysPara',
    sent: '01 00 03 0F 00 13',
    received: '07 00 13 00 00 04 00 00 00 C8 00 03 FF FF FF FF 00 02 00 06 04 ED',
  },
  { name: 'TemplateNum', sent: '01 00 03 1D 00 21', received: '07 00 05 00 00 01 00 0D' },
  { name: 'GenImg', sent: '01 00 03 01 00 05', received: '07 00 03 00 00 0A' },
  { name: 'Img2Tz buffer 1', sent: '01 00 04 02 01 00 08', received: '07 00 03 00 00 0A' },
  {
    name: 'Search buffer 1, pages 0–199',
    sent: '01 00 08 04 01 00 00 00 C8 00 D6',
    received: '07 00 07 00 00 05 00 78 00 8B',
  },
  {
    name: 'HiSpeedSearch is not known to an R503',
    sent: '01 00 08 1B 01 00 00 00 A3 00 C8',
    received: '07 00 03 FC 01 06',
  },
  { name: 'Img2Tz buffer 2', sent: '01 00 04 02 02 00 09', received: '07 00 03 00 00 0A' },
  { name: 'RegModel', sent: '01 00 03 05 00 09', received: '07 00 03 00 00 0A' },
  { name: 'Store buffer 1 on page 5', sent: '01 00 06 06 01 00 05 00 13', received: '07 00 03 00 00 0A' },
  {
    name: 'ReadIndexTable: template 5',
    sent: '01 00 04 1F 00 00 24',
    received: `07 00 23 00 20 ${'00 '.repeat(31)}00 4A`,
  },
  { name: 'DeletChar page 5', sent: '01 00 07 0C 00 05 00 01 00 1A', received: '07 00 03 00 00 0A' },
  {
    name: 'Search finds nothing and leaves 01EE in the page',
    sent: '01 00 08 04 01 00 00 00 C8 00 D6',
    received: '07 00 07 09 01 EE 00 00 01 06',
  },
  { name: 'Empty', sent: '01 00 03 0D 00 11', received: '07 00 03 00 00 0A' },
  {
    name: 'Aura: breathe blue for ever',
    sent: '01 00 07 35 01 64 02 00 00 A4',
    received: '07 00 03 00 00 0A',
  },
  { name: 'Aura: off', sent: '01 00 07 35 04 00 00 00 00 41', received: '07 00 03 00 00 0A' },
  { name: 'HandShake', sent: '01 00 03 40 00 44', received: '07 00 03 00 00 0A' },
  { name: 'VfyPwd 12345678 is wrong', sent: '01 00 07 13 12 34 56 78 01 2F', received: '07 00 03 13 00 1D' },
].map(({ name, sent, received }) => ({
  name,
  sent: `${ADDRESS} ${sent}`,
  received: `${ADDRESS} ${received}`,
}));

/** One after the other on a board of unit 1 whose inputs 0 and 2 are closed. */
export const BOARD_EXCHANGES: readonly Exchange[] = [
  { name: 'FC01, all off', sent: '01 01 00 00 00 08 3D CC', received: '01 01 01 00 51 88' },
  { name: 'FC02, inputs 0 and 2', sent: '01 02 00 00 00 08 79 CC', received: '01 02 01 05 61 8B' },
  { name: 'FC05, relay 0 on', sent: '01 05 00 00 FF 00 8C 3A', received: '01 05 00 00 FF 00 8C 3A' },
  { name: 'FC01, relay 0 on', sent: '01 01 00 00 00 08 3D CC', received: '01 01 01 01 90 48' },
  { name: 'FC05, relay 0 off', sent: '01 05 00 00 00 00 CD CA', received: '01 05 00 00 00 00 CD CA' },
  { name: 'FC05, flash of 0.5 s', sent: '01 05 02 00 00 05 0C 71', received: '01 05 02 00 00 05 0C 71' },
  { name: 'FC01 during the flash', sent: '01 01 00 00 00 08 3D CC', received: '01 01 01 01 90 48' },
  { name: 'FC0F, all on', sent: '01 0F 00 00 00 08 01 FF BE D5', received: '01 0F 00 00 00 08 54 0D' },
];
