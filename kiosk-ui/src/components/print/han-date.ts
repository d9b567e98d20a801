/** A date in 汉字, as it stands under a solemn paper: 二〇二六年十一月二十五日. Pure. */
const DIGITS = [...'〇一二三四五六七八九'];

/** Of an ISO date; what is none comes back as it is. */
export function hanDate(isoDate: string): string {
  const [, year = '', month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(isoDate) ?? [];
  if (month === undefined || day === undefined) return isoDate;
  const signs = [...year].map((digit) => DIGITS[Number(digit)]).join('');
  return `${signs}年${hanCount(Number(month))}月${hanCount(Number(day))}日`;
}

/** 1 to 99. */
function hanCount(count: number): string {
  const [tens, ones] = [Math.floor(count / 10), count % 10];
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`;
  return `${ten}${ones === 0 ? '' : DIGITS[ones]}`;
}
