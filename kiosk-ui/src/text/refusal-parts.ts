/**
 * A refusal of the service taken apart: what was not done, why, how things stand, what to do next. The service writes
 * them as one sentence group, 柜门未开：未验到保管人身份。审批仍有效。请先刷卡，再按指纹。 What does not follow that
 * form stays whole. Pure.
 */
export interface RefusalParts {
  /** What happened: 柜门未开. */
  readonly head: string;
  readonly cause?: string;
  /** What was not changed: 审批仍有效. */
  readonly stands?: string;
  readonly next?: string;
}

/** A head is a verdict, not a sentence. */
const HEAD_MAX = 16;
/** 所填内容有误，未作任何更改: the cause and how things stand in one sentence. */
const CAUSE_AND_STANDS = /^(.+?)，((?:此事)?未作.*|[^，]{0,8}未变.*)$/;
const STANDS = /未变|未作|不变|仍|保持|均未|无改动/;

export function refusalParts(title: string): RefusalParts {
  // What a screen says by itself in English comes in sentences only.
  const [first, ...others] = title.includes('。') ? [] : title.split(/(?<=\.) /);
  if (first !== undefined && others.length > 0) return { head: first, next: others.join(' ') };
  const colon = title.indexOf('：');
  const rest = colon > 0 && colon <= HEAD_MAX ? title.slice(colon + 1) : title;
  const sentences = sentencesOf(rest);
  const head = rest === title ? sentences.shift() : title.slice(0, colon);
  const causes: string[] = [];
  const stands: string[] = [];
  const next: string[] = [];
  for (const sentence of sentences) {
    // 设置未变，请改正后重报: two things in one breath.
    const at = sentence.indexOf('，请');
    const before = at < 0 ? '' : sentence.slice(0, at);
    if (before !== '' && STANDS.test(before)) {
      stands.push(before);
      next.push(sentence.slice(at + 1));
    } else if (next.length > 0 || at >= 0 || sentence.startsWith('请')) next.push(sentence);
    else if ((causes.length > 0 || rest === title) && STANDS.test(sentence)) stands.push(sentence);
    else {
      const [, cause, kept] = CAUSE_AND_STANDS.exec(sentence) ?? [];
      causes.push(cause ?? sentence);
      if (kept !== undefined) stands.push(kept);
    }
  }
  return {
    head: head ?? title,
    ...part('cause', causes),
    ...part('stands', stands),
    ...part('next', next),
  };
}

/** At the full stops, but not within quotes or brackets. */
function sentencesOf(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let one = '';
  for (const sign of text) {
    if ('（“《'.includes(sign)) depth += 1;
    if ('）”》'.includes(sign)) depth -= 1;
    if (sign === '。' && depth <= 0) {
      found.push(one);
      one = '';
    } else one += sign;
  }
  return one.trim() === '' ? found : [...found, one];
}

function part(name: 'cause' | 'stands' | 'next', sentences: readonly string[]): object {
  return sentences.length === 0 ? {} : { [name]: `${sentences.join('。')}。` };
}
