/** The bulletin at its stages, and the list for appraisal, as the views tell them. */
import { SECTIONS, STAFF } from './office.ts';
import { shanghai } from './story-ports.svelte.ts';

const step = (by: string, name: string, at: string, remark = ''): object => ({
  by,
  name,
  atMs: shanghai(at),
  remark,
});
const SHA = '9f2c1d0e7ab34c5566ff80912ac1d0e4b7730f12dd8a4c9e61c05ab2f3e4d578';
const HASH = '7c1e90ab4f3d22c8b11f5566ff80912ac1d0e4b7730f12dd8a4c9e61c05ab2f3';

const lines = STAFF.flatMap((names, section) =>
  names.map((name, place) => {
    const at = section * 7 + place * 5;
    return {
      personId: `p-${section}-${place}`,
      name: section === 6 && place === 5 ? '阿卜杜热合曼·买买提' : name,
      sectionId: `s${section}`,
      sectionName: SECTIONS[section],
      standing: 'official',
      lates: at % 11 === 3 ? ['2026-10-12', '2026-10-19'] : at % 7 === 2 ? ['2026-10-26'] : [],
      mornings: at % 17 === 5 ? ['2026-10-21'] : [],
      others:
        at % 19 === 4
          ? [{ kind: 'activity', officeDate: '2026-10-30', source: 'a1', title: '理论学习中心组学习' }]
          : [],
      undecided: at % 13 === 6 ? ['2026-10-29'] : [],
      leaveWords: at % 9 === 1 ? '年休假2.5、公出1' : '',
    };
  }),
);
const sections = SECTIONS.map((sectionName, at) => ({
  sectionId: `s${at}`,
  sectionName,
  people: STAFF[at]?.length ?? 0,
  confirmed: Math.max(0, (STAFF[at]?.length ?? 0) - at),
  lates: at % 3,
  absences: at % 2,
  undecided: at % 4 === 0 ? 1 : 0,
}));

const october = {
  month: '2026-10',
  title: '2026年10月考勤通报',
  version: 2,
  sha256: SHA,
  checkUntil: '2026-11-05',
  issueBy: '2026-11-06',
  drafted: step('p-0-4', '赵晓燕', '2026-11-02T09:12:00'),
};
const checked = {
  ...october,
  stage: 'drafted',
  stageWords: '核对',
  checking: true,
  may: ['draft', 'confirm-sheet', 'object', 'object-section', 'answer', 'return'],
  objectionsOpen: 1,
};
const text = (summary: object): object => ({
  ...summary,
  whole: true,
  lines,
  corrections: [],
  sections,
  confirmed: false,
  objections: [
    {
      objectionId: 'o1',
      version: 1,
      personId: 'p-1-2',
      sectionId: 's1',
      about: '胡敏',
      text: '10月12日上午在石横镇下乡，派车单在综合信息科。',
      by: 'p-1-2',
      byName: '胡敏',
      atMs: shanghai('2026-11-03T10:02:00'),
      answer: {
        accepted: true,
        text: '已补录公出，见第2稿。',
        by: 'p-0-4',
        byName: '赵晓燕',
        atMs: shanghai('2026-11-03T14:40:00'),
      },
    },
    {
      objectionId: 'o2',
      version: 2,
      sectionId: 's2',
      about: '督查科',
      text: '10月29日签到机故障，全科均已在纸质簿签到。',
      by: 'p-2-0',
      byName: '李莉',
      atMs: shanghai('2026-11-04T08:31:00'),
    },
  ],
});
const signed = {
  ...october,
  checking: false,
  reviewed: step('p-0-1', '王建国', '2026-11-06T08:20:00'),
  signed: step('p-0-2', '李娜', '2026-11-06T08:40:00', '同意印发'),
  objectionsOpen: 0,
};
const issued = {
  ...signed,
  stage: 'issued',
  stageWords: '已印发',
  may: [],
  issued: {
    number: 10,
    issuedAtMs: shanghai('2026-11-06T09:05:00'),
    name: '赵晓燕',
    sha256: SHA,
    head: { position: 18_402, hash: HASH },
  },
};
const september = {
  ...october,
  month: '2026-09',
  title: '2026年9月考勤通报',
  stage: 'returned',
  stageWords: '退回修改',
  checking: false,
  may: [],
  returned: step('p-0-1', '王建国', '2026-11-04T08:20:00', '第三季度更正未列全'),
  objectionsOpen: 0,
};

const yearEnd = {
  title: '2026年全年考勤情况（供考核参考）',
  from: '2026-01-01',
  to: '2026-12-31',
  closingDate: '2026-11-23',
  people: lines.map(({ personId, name, sectionId, sectionName, lates, mornings, others, undecided }, at) => ({
    personId,
    name,
    sectionId,
    sectionName,
    standingWords: at % 14 === 3 ? '借调' : at % 14 === 9 ? '机关工勤人员' : '',
    joinedOn: at === 4 ? '2026-07-01' : '2019-03-01',
    lateDates: lates,
    morningDates: mornings,
    others,
    undecidedDates: undecided,
    sinceJanuary: { lates: lates.length, converted: 0, absences: mornings.length + others.length },
    eligibility: at % 14 === 3 ? '不参加本单位年终考核' : '未超过规定次数',
  })),
};

export const bulletins = {
  '/api/views/bulletin.list': {
    due: { month: '2026-10', issueBy: '2026-11-06' },
    bulletins: [checked, september, { ...issued, month: '2026-08', title: '2026年8月考勤通报' }],
  },
  '/api/views/bulletin.text': text(checked),
  '/api/views/bulletin.year-end': yearEnd,
};
/** The same text at other stages. */
export const bulletinIssued = {
  '/api/views/bulletin.text': {
    ...text(issued),
    objections: [],
    corrections: [
      {
        personId: 'p-1-3',
        name: '韩雪',
        sectionName: SECTIONS[1],
        words: '2026年9月30日原印发：缺勤；现更正为：不计',
      },
    ],
  },
};
export const bulletinToSign = {
  '/api/views/bulletin.text': {
    ...text({ ...signed, signed: undefined, stage: 'reviewed', stageWords: '已审核，待签发', may: ['sign'] }),
    objections: [],
  },
};
/** What the head of a section sees of a draft. */
export const bulletinOfSection = {
  '/api/views/bulletin.text': {
    ...text({ ...checked, may: ['confirm-sheet', 'object', 'object-section'] }),
    whole: false,
    lines: lines.filter(({ sectionId }) => sectionId === 's0'),
    sections: sections.slice(0, 1),
    objections: [],
  },
};
/** An office that has only begun: a month is over, and nobody has drafted it. */
export const noBulletins = {
  '/api/views/bulletin.list': {
    due: { month: '2026-10', issueBy: '2026-11-06' },
    waiting: { month: '2026-10', title: '2026年10月考勤通报', may: ['draft'] },
    bulletins: [],
  },
  '/api/views/bulletin.year-end': { ...yearEnd, people: [] },
};
