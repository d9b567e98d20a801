/** A month of the office's attendance, its late book, its year and the spread of its sign-in times, as the views tell them. */
import { SECTIONS, STAFF } from './office.ts';
import { weekdayIndex } from '../components/pick/calendar-days.ts';

const MONTH = '2026-11';
const TODAY = 23;
const people = STAFF.flatMap((names, section) =>
  names.map((name, place) => ({
    personId: `p-${section}-${place}`,
    name: section === 6 && place === 5 ? '阿卜杜热合曼·买买提' : name,
    sectionId: `s${section}`,
    sectionName: SECTIONS[section],
  })),
);
const days = Array.from({ length: 30 }, (_, index) => {
  const date = `${MONTH}-${String(index + 1).padStart(2, '0')}`;
  return { date, working: weekdayIndex(date) < 5, published: true };
});
const signs = {
  '.': { verdict: 'on-time' },
  L: { verdict: 'late' },
  N: { verdict: 'not-signed-in' },
  A: { verdict: 'absent' },
  X: { verdict: 'explained' },
  O: { verdict: 'open' },
  V: { verdict: 'on-leave' },
  G: { verdict: 'away-on-duty' },
};

function signOf(person: number, day: number, working: boolean): string {
  if (!working || day > TODAY) return '-';
  return (
    { 1: 'N', 26: 'X', 3: 'L', 8: 'V', 9: 'V', 14: 'G', 20: 'O', 33: 'A' }[(person * 17 + day * 7) % 61] ??
    '.'
  );
}

const late = (name: string, words: string, explanation?: object): object => ({
  personId: `l-${name}`,
  name,
  sectionId: 's1',
  sectionName: SECTIONS[1],
  officeDate: '2026-11-20',
  time: '07:53:20',
  words,
  ...(explanation === undefined ? {} : { explanation }),
});
const line = (at: number, lates: number, mornings: number, activities: number): object => {
  const converted = Math.floor(lates / 3);
  const absences = mornings + activities + converted;
  return {
    ...people[at],
    lates,
    mornings,
    activities,
    duties: 0,
    converted,
    remainder: lates % 3,
    absences,
    eligibilityWords: absences > 5 ? '超过规定次数' : '未超过规定次数',
    lateDates: ['2026-03-02', '2026-05-18', '2026-11-20'].slice(0, lates),
    morningDates: ['2026-06-03'].slice(0, mornings),
    undecidedDates: at === 2 ? ['2026-11-23'] : [],
    otherAbsences:
      activities === 0 ? [] : [{ kind: 'activity', officeDate: '2026-09-04', title: '理论学习中心组学习' }],
  };
};

const KQ_5 = { latesPerAbsence: 3, absencesAllowed: 5 };

export const attendanceSheets = {
  '/api/views/attendance.month': {
    month: MONTH,
    days,
    marks: signs,
    people: people.map((person, at) => ({
      ...person,
      marks: days.map(({ working }, index) => signOf(at, index + 1, working)).join(''),
    })),
  },
  '/api/views/attendance.late-book': {
    entries: [
      late('胡敏', '已说明', { text: '下乡返程堵车，有派车单为证。', accepted: true, remark: '属实' }),
      late('阿卜杜热合曼·买买提', '迟到'),
      late('王建国', '待核', { text: '送孩子就医' }),
      late('李莉', '迟到', { withheld: true, accepted: false }),
    ],
  },
  '/api/views/attendance.year': {
    year: '2026',
    until: '2026-11-23',
    rule: KQ_5,
    people: people.map((_, at) => line(at, (at * 5) % 11, at % 17 === 3 ? 4 : at % 3, at % 13 === 3 ? 1 : 0)),
  },
  '/api/views/attendance.sign-in-times': {
    withheld: false,
    lateFrom: '07:50:00',
    absentFrom: '08:00:01',
    classes: [4, 11, 25, 60, 118, 190, 262, 240, 141, 14, 5, 0, 3].map((count, at) => {
      const clock = (place: number): string =>
        `0${7 + Math.floor((place * 5) / 60)}:${String((place * 5) % 60).padStart(2, '0')}`;
      return { from: clock(at + 1), to: clock(at + 2), people: count };
    }),
    onTime: 1051,
    late: 19,
    after: 3,
  },
};

/** An office that has only begun. */
export const emptySheets = {
  '/api/views/attendance.month': { ...attendanceSheets['/api/views/attendance.month'], people: [] },
  '/api/views/attendance.late-book': { entries: [] },
  '/api/views/attendance.year': { year: '2026', until: '2026-11-23', rule: KQ_5, people: [] },
  '/api/views/attendance.sign-in-times': { withheld: true },
};
