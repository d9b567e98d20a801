/** A name in the pieces that stay whole: a minority's name breaks after its · and nowhere else. Pure. */
import { setName } from '../text/moments.ts';

/** `阿卜杜热合曼·买买提` → `阿卜杜热合曼·`, `买买提`. Joined, the pieces are the whole name as it is set. */
export function namePieces(name: string): readonly string[] {
  return setName(name.trim()).split(/(?<=[·•‧])/u);
}
