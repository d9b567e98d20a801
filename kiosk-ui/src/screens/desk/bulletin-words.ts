/** Where a bulletin stands in words: whose turn it is, and its dates as a paper of the office writes them. Pure. */
import { longDate } from '../../text/moments.ts';
import { t } from '../../text/text.svelte.ts';
import type { Language } from '../../text/dictionary.ts';
import type { BulletinLine, BulletinSummary } from './bulletin-shapes.ts';

/** Place in 起草 → 核对 → 审核 → 签发 → 印发; 5 once it is issued. */
export function placeOf({ stage, checking }: Pick<BulletinSummary, 'stage' | 'checking'>): number {
  switch (stage) {
    case 'returned':
      return 0;
    case 'drafted':
      return checking ? 1 : 2;
    case 'reviewed':
      return 3;
    case 'signed':
      return 4;
    case 'issued':
      return 5;
  }
}

/** Who must act now. */
export function turnWords(bulletin: BulletinSummary, language: Language): string {
  const { stage, checking, checkUntil, objectionsOpen } = bulletin;
  if (stage === 'returned') return t('bulletin.turnDraft');
  if (stage === 'reviewed') return t('bulletin.turnSign');
  if (stage === 'signed') return t('bulletin.turnIssue');
  if (stage === 'issued') return t('bulletin.turnNobody');
  if (checking) return t('bulletin.turnCheck', { date: longDate(checkUntil, language) });
  return objectionsOpen > 0 ? t('bulletin.turnAnswer', { count: objectionsOpen }) : t('bulletin.turnReview');
}

/** `10月12日、10月17日` */
export function datesWords(dates: readonly string[]): string {
  return dates.map(dateWords).join('、');
}
function dateWords(date: string): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
}
/** `10月8日《理论学习》`, `10月9日值班` */
export function missedWords(others: BulletinLine['others']): string {
  return others
    .map(
      ({ kind, officeDate, title }) => `${dateWords(officeDate)}${kind === 'duty' ? '值班' : `《${title}》`}`,
    )
    .join('；');
}
