/**
 * How large the words of a badge card may be. The card keeps one size in every state, so what is longer is set smaller
 * or, for a name with its dot (阿卜杜热合曼·买买提), on two lines; nothing is cut and nothing else moves.
 */

/** A name of more signs than this breaks after its dot; four signs and 买买提·艾力 stay on one line. */
const NAME_ON_ONE_LINE = 6;
/** A digit or a sign of the bold sans, and one of its letters, beside a 汉字 that is 1 wide. */
const NARROW = 0.57;
const LETTER = 0.62;

/** One line, or two with the dot at the end of the first. */
export function nameLines(name: string): readonly string[] {
  const dot = name.indexOf('·');
  return [...name].length <= NAME_ON_ONE_LINE || dot < 0
    ? [name]
    : [name.slice(0, dot + 1), name.slice(dot + 1)];
}

/** In ems. */
export function widthOf(words: string): number {
  return [...words].reduce((sum, sign) => sum + widthOfSign(sign), 0);
}

function widthOfSign(sign: string): number {
  if (/[A-Za-z]/.test(sign)) return LETTER;
  return /[ -\u02ff]/u.test(sign) ? NARROW : 1;
}
