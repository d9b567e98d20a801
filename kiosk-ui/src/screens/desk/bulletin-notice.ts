/** The bulletin as a paper of the office words it, in Chinese whatever language the screens speak. Pure. */
import type { BulletinRead } from './bulletin-shapes.ts';

/** `〔2026〕第10期`, or that it is a draft. */
export function numberWords({ issued, version, month }: BulletinRead, issuedYear: string): string {
  return issued === undefined
    ? `${Number(month.slice(5, 7))}月份核对稿（第${version}稿，尚未印发）`
    : `考勤通报〔${issuedYear}〕第${issued.number}期`;
}

/** What the month came to, before the table. */
export function openingWords({ month, lines }: BulletinRead): string {
  const sum = (count: (line: BulletinRead['lines'][number]) => number): number =>
    lines.reduce((total, line) => total + count(line), 0);
  const counts = [
    `迟到${sum(({ lates }) => lates.length)}次`,
    `缺勤${sum(({ mornings }) => mornings.length)}次`,
    `活动、值班缺勤${sum(({ others }) => others.length)}次`,
    `待核${sum(({ undecided }) => undecided.length)}次`,
  ].join('，');
  return `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月，列入本通报的共${lines.length}人，${counts}。现按考勤制度第四条予以通报。`;
}

/** After the table, where something is still open. */
export function openWords({ lines }: BulletinRead): string | undefined {
  return lines.some(({ undecided }) => undecided.length > 0)
    ? '表中列为“待核”的，尚未作出决定，不计入迟到、缺勤；决定后在下月通报中更正。'
    : undefined;
}

/** `一、综合科于水：2026年9月30日原印发：缺勤；现更正为：不计。` */
export function correctionLines({ corrections }: BulletinRead): readonly string[] {
  return corrections.map(
    ({ sectionName, name, words }, at) => `${at + 1}．${sectionName}${name}：${words}。`,
  );
}
