/** Lines of the calendar's page. */
import type { Line } from '../dictionary.ts';

export const deskCalendarText = {
  'desk.calendar': ['日历', 'Calendar'],
  'calendar.year': ['{year}年', '{year}'],
  'calendar.published': [
    '依据：{source}。放假 {off} 天，上班 {working} 天。',
    'By {source}. {off} days off, {working} working days.',
  ],
  'calendar.notPublished': [
    '{year}年放假安排尚未登记，{year}年的日子不作考勤判定。',
    'The notice for {year} has not been entered: nobody is judged on the days of {year}.',
  ],
  'calendar.waitingTitle': ['待另一人确认', 'Waiting for a second person'],
  'calendar.waits': ['更改待确认', 'change waits'],
  'calendar.noticeTitle': ['登记放假通知', 'Enter the notice'],
  'calendar.noticeAdvice': [
    '请照国务院办公厅关于{year}年节假日安排的通知逐项登记，登记后由另一人对照原文确认。',
    'Enter the notice for {year} line by line from the paper; another person then compares and confirms it.',
  ],
  'calendar.source': ['发文字号', 'Number of the notice'],
  'calendar.sourceHelp': ['例：国办发明电〔2025〕7 号', 'As printed at its head'],
  'calendar.firstOff': ['放假首日', 'First day off'],
  'calendar.lastOff': ['放假末日', 'Last day off'],
  'calendar.makeUp': ['调休上班日（{number}）', 'Make-up day {number}'],
  'calendar.daysOff': ['共 {count} 天', '{count} days'],
  'calendar.noticeIncomplete': [
    '请填写发文字号和每个节日的放假起止日期',
    'Enter the number and first and last day of every holiday',
  ],
  'calendar.proposeYear': ['提交确认', 'Submit'],
  'calendar.changeTitle': ['更改 {date}（{weekday}）', 'Change {date} ({weekday})'],
  'calendar.kind': ['改为', 'Shall be'],
  'calendar.name': ['名称', 'Name'],
  'calendar.reason': ['事由', 'Reason'],
  'calendar.reasonHelp': ['例：县级换届选举，当日照常上班', 'Why this day differs from the notice'],
  'calendar.propose': ['提交确认', 'Submit'],
  'calendar.second': [
    '另一人确认后生效，已判定的考勤随之重新判定。',
    'It counts once another person confirms; verdicts of that day are judged again.',
  ],
  'calendar.becomes': ['{date}（{weekday}）改为{kind}{name}', '{date} ({weekday}) becomes: {kind}{name}'],
  'calendar.becauseOf': ['事由：{reason}', 'Reason: {reason}'],
  'calendar.proposedBy': ['{name} {time} 提出', 'Proposed by {name}, {time}'],
  'calendar.rejudges': [
    '确认后 {count} 人当日考勤重新判定',
    'On confirmation {count} people are judged again',
  ],
  'calendar.judgesNobody': ['当日尚无考勤判定', 'Nobody has been judged on that day yet'],
  'calendar.noticeWaits': ['全年放假通知：{source}', 'Notice of the year: {source}'],
  'calendar.listOff': ['放假：', 'Off: '],
  'calendar.listOn': ['上班：', 'Working: '],
  'calendar.and': ['、', ', '],
  'calendar.reasonFirst': ['请改动并写明事由', 'Change something and say why'],
  'calendar.notOwn': ['本人提出的，须由另一人确认', 'Proposed by yourself: another confirms'],
  'calendar.proposed': ['已提交，待另一人确认', 'Submitted; another person confirms'],
  'calendar.settled': ['已办理', 'Done'],
  'calendar.legend': [
    '灰底为不上班的日子；“休”为节假日，“班”为调休上班，▲ 为更改待确认。',
    'Grey: no work. “off”: public holiday, “on”: make-up day, ▲: a change waits.',
  ],
  'calendar.legendOpen': [
    '灰底为不上班的日子；“休”为节假日，“班”为调休上班，▲ 为更改待确认。点某一天可提出更改。',
    'Grey: no work. “off”: public holiday, “on”: make-up day, ▲: a change waits. Press a day to change it.',
  ],
} as const satisfies Record<string, Line>;
