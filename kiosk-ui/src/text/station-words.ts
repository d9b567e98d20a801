/**
 * The lines that a station's page brings along, with those of the components that stations are made of. The desk's many more would make its page
 * wait, and are spoken on pages that call `useWords`.
 */
import { cabinetText } from './words/cabinet.ts';
import { dutyText } from './words/duty.ts';
import { entranceRollcallText } from './words/entrance-rollcall.ts';
import { entranceText } from './words/entrance.ts';
import { fieldsText } from './words/fields.ts';
import { linkText } from './words/link.ts';
import { partsText } from './words/parts.ts';
import { shellText } from './words/shell.ts';
import { statesText } from './words/states.ts';

export const STATION_WORDS = {
  ...shellText,
  ...statesText,
  ...linkText,
  ...partsText,
  ...fieldsText,
  ...entranceText,
  ...entranceRollcallText,
  ...dutyText,
  ...cabinetText,
};
