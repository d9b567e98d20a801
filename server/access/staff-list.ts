/**
 * The staff list as a spreadsheet saves it (CSV, UTF-8, with or without BOM): read whole, every bad row named, and
 * turned into person and section records. Used by the desk's import and by the command line. Nothing is recorded here.
 */
import type { PersonRecord, SectionRecord } from '../people/events.ts';
import { TYPED_ID } from '../people/id-pattern.ts';
import type { PeopleView } from '../people/view.ts';
import { isDate } from '../calendar/dates.ts';
import { readCsvTable, type CsvRow } from './csv-table.ts';
import type { Mistake } from './mistakes.ts';
import { ROLES, type Role } from './principal.ts';

/** Column → what it holds. The first five are required. */
export const STAFF_COLUMNS = {
  编号: 'person id: letters, digits, hyphens',
  姓名: 'name',
  科室: 'section, by its full name',
  职务: 'post',
  排序: 'rank in the order of precedence, 1 first',
  身份: '公务员 (default), 工勤, 借调 or 编外',
  入职日期: 'YYYY-MM-DD; default the day of the import',
  角色: 'roles by their names, separated by 、',
  班子成员: '是 for members of the leadership; default 否',
  免签到: '是 for those not expected in the morning; default 否',
} as const;
type Column = keyof typeof STAFF_COLUMNS;
const REQUIRED: readonly Column[] = ['编号', '姓名', '科室', '职务', '排序'];
const ID_FORM = new RegExp(TYPED_ID);
const ROWS_MAX = 20_000;

const STANDINGS: Readonly<Record<string, PersonRecord['standing']>> = {
  '': 'official',
  公务员: 'official',
  工勤: 'service-staff',
  借调: 'seconded',
  编外: 'non-establishment',
};

export interface StaffList {
  readonly sections: readonly SectionRecord[];
  readonly people: readonly PersonRecord[];
  /** `第 3 行.排序`; empty where the whole list is good. */
  readonly mistakes: readonly Mistake[];
}

export function readStaffList(text: string, people: PeopleView, officeDate: string): StaffList {
  const table = readCsvTable(text, {
    known: Object.keys(STAFF_COLUMNS),
    required: REQUIRED,
    rowsMax: ROWS_MAX,
  });
  if ('mistakes' in table) return { sections: [], people: [], mistakes: table.mistakes };
  const mistakes: Mistake[] = [];
  const sections = new SectionNumbers(people);
  const seen = new Map<string, number>();
  const records = table.rows.flatMap(({ row, line }): PersonRecord[] => {
    const wrong = (column: string, message: string): void =>
      void mistakes.push({ path: `第 ${line} 行.${column}`, message });
    const before = mistakes.length;
    const first = seen.get(row['编号'] ?? '');
    if (first !== undefined) wrong('编号', `与第 ${first} 行重复`);
    seen.set(row['编号'] ?? '', line);
    const record = toRecord(row, sections, people, officeDate, wrong);
    return mistakes.length === before ? [record] : [];
  });
  return { sections: sections.added, people: records, mistakes };
}

/** Sections by name: those of the office keep their id, new ones follow in the order in which the list names them. */
class SectionNumbers {
  readonly added: SectionRecord[] = [];
  readonly #byName: Map<string, string>;
  readonly #taken: Set<string>;
  #order: number;

  constructor(people: PeopleView) {
    const known = people.sections();
    this.#byName = new Map(known.map(({ name, sectionId }) => [name, sectionId]));
    this.#taken = new Set(known.map(({ sectionId }) => sectionId));
    this.#order = Math.max(0, ...known.map(({ order }) => order));
  }

  idOf(name: string): string {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    this.#order += 1;
    let number = this.#order;
    while (this.#taken.has(`section-${number}`)) number += 1;
    const sectionId = `section-${number}`;
    this.#taken.add(sectionId);
    this.#byName.set(name, sectionId);
    this.added.push({ sectionId, name, order: this.#order });
    return sectionId;
  }
}

function toRecord(
  row: CsvRow,
  sections: SectionNumbers,
  people: PeopleView,
  officeDate: string,
  wrong: (column: Column, message: string) => void,
): PersonRecord {
  const cell = (column: Column): string => row[column] ?? '';
  const personId = cell('编号');
  const known = people.person(personId);
  if (!ID_FORM.test(personId)) wrong('编号', '只能用字母、数字和连字符，且不得是程序保留的词');
  for (const column of ['姓名', '科室', '职务'] as const) {
    const length = [...cell(column)].length;
    if (length === 0 || length > 40) wrong(column, length === 0 ? '缺少这一项' : '至多 40 个字');
  }
  if (!/^[1-9]\d{0,5}$/.test(cell('排序'))) wrong('排序', '须为 1 以上的整数');
  // What the list says nothing of stays as it is: a list without roles takes nobody's role away.
  const lacks = (column: Column): boolean => known !== undefined && row[column] === undefined;
  const standing = lacks('身份') ? known?.standing : STANDINGS[cell('身份')];
  if (standing === undefined) wrong('身份', `只能是 ${Object.keys(STANDINGS).filter(Boolean).join('、')}`);
  const joinedOn = cell('入职日期');
  if (joinedOn !== '' && !isDate(joinedOn)) wrong('入职日期', '须写作 2026-11-23');
  const exempt = yesOrNo(cell('免签到'), () => wrong('免签到', '只能是 是、否'));
  const newly = exempt ? { from: officeDate, until: undefined } : undefined;
  return {
    personId,
    name: cell('姓名'),
    rank: Number(cell('排序')),
    sectionId: sections.idOf(cell('科室')),
    post: cell('职务'),
    roles:
      known !== undefined && lacks('角色')
        ? known.roles
        : rolesOf(cell('角色'), (message) => wrong('角色', message)),
    standing: standing ?? 'official',
    joinedOn: joinedOn === '' ? (known?.joinedOn ?? officeDate) : joinedOn,
    leftOn: known?.leftOn,
    exemptFromSignIn: exempt || lacks('免签到') ? (known?.exemptFromSignIn ?? newly) : undefined,
    leader:
      known !== undefined && lacks('班子成员')
        ? known.leader
        : yesOrNo(cell('班子成员'), () => wrong('班子成员', '只能是 是、否')),
  };
}

function rolesOf(text: string, wrong: (message: string) => void): readonly Role[] {
  const entries = Object.entries(ROLES);
  return text
    .split(/[、,，;；]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .flatMap((name): readonly Role[] => {
      const found = entries.find(
        ([role, words]) => role === name || words === name || words.split('（')[0] === name,
      )?.[0];
      if (found !== undefined && isRole(found)) return [found];
      wrong(`没有角色 ${name}`);
      return [];
    });
}

export function isRole(text: string): text is Role {
  return Object.hasOwn(ROLES, text);
}

function yesOrNo(text: string, wrong: () => void): boolean {
  if (text !== '' && text !== '是' && text !== '否') wrong();
  return text === '是';
}
