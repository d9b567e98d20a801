/** Lines of the desk's work for the administrator: the staff list, and accounts of others. */
import type { Line } from '../dictionary.ts';

export const deskStaffText = {
  'import.toStaff': ['查看名册', 'See the staff'],
  'import.title': ['导入人员名单', 'Import the staff list'],
  'import.advice': [
    '表格另存为 CSV 后选择。有一行不合要求，全表都不登记；已有人员按编号更新。',
    'Choose the sheet saved as CSV. One bad row and nothing is recorded; who is known by number is updated.',
  ],
  'import.choose': ['选择 CSV 文件', 'Choose a CSV file'],
  'import.template': ['下载空白名单', 'Download an empty list'],
  'import.templateName': ['人员名单.csv', 'staff-list.csv'],
  'import.file': ['文件', 'File'],
  'import.rows': ['人员行数', 'Rows of people'],
  'import.encoding': ['文字编码', 'Encoding'],
  'import.line': ['行', 'Line'],
  'import.preview': ['表头和前三行', 'Heading and first three rows'],
  'import.looksWrong': [
    '文字显示不正常的，请勿导入，改存为“CSV UTF-8”后重选',
    'If words look wrong, save as “CSV UTF-8” and choose again',
  ],
  'import.send': ['导入 {count} 行', 'Import {count} rows'],
  'import.sending': ['正在导入，请稍候', 'Importing, please wait'],
  'import.unreadable': [
    '未读取：{file} 不是文字的 CSV。请在表格软件中另存为 CSV 后重选。',
    'Not read: {file} is no CSV text. Save the sheet as CSV and choose it again.',
  ],
  'import.tooLarge': [
    '未读取：{file} 超过 2 MB。请核对是否选错，或分成几份导入。',
    'Not read: {file} is larger than 2 MB. Was it the right one? Otherwise import it in parts.',
  ],
  'import.nothing': ['未登记任何人', 'Nothing was recorded'],
  'import.wholeList': ['全表', 'Whole list'],
  'import.mistakesLeftOut': ['另有 {rest} 处未列出', '{rest} more are not listed'],
  'import.unsure': [
    '是否已登记未能确认。请核对下面的名单；再次导入同一文件，人员不会重复。',
    'Whether it was recorded is not known. Look at the list below; importing it again records nobody twice.',
  ],
  'import.done': [
    '已登记 {people} 人，新设科室 {sections} 个',
    '{people} people recorded, {sections} new sections',
  ],
  'import.rolesWait': [
    '其中保管人、审批人、系统管理员的职责，须由另一人在“待办”中确认后生效。',
    'Roles of custodians, approvers and administrators wait until a second person confirms them in the inbox.',
  ],
  'import.refused': ['未登记 {count} 人', '{count} people not recorded'],
  'give.title': ['账号', 'Account'],
  'give.advice': ['本人须在场输入，或当面告知', 'Typed by the holder, or told face to face'],
  'give.usernameHelp': ['登录用，定后照此登录', 'For signing in'],
  'give.usernameForm': ['不能有空格', 'Without spaces'],
  'give.noUsername': ['尚无用户名', 'No user name yet'],
  'give.save': ['设置', 'Set'],
  'give.passwordDone': [
    '已设登录密码，原有登录均已结束。{name}的“待办”中七日内写明此项变动。',
    'Password set; earlier sessions are ended. The inbox of {name} tells of it for seven days.',
  ],
  'give.pinDone': [
    '已设印章柜口令。{name}的“待办”中七日内写明此项变动。',
    'PIN set. The inbox of {name} tells of it for seven days.',
  ],
  'give.endSessions': ['结束此人全部登录', 'End all sessions'],
  'give.endSessionsAsk': ['结束{name}的全部登录？', 'End all sessions of {name}?'],
  'give.endSessionsWill': [
    '其所有电脑、手机上的登录立即退出，未提出的内容不保留。',
    'Every computer and phone is signed out at once; what is typed there and not sent is lost.',
  ],
  'give.endSessionsNow': ['结束登录', 'End them'],
  'give.sessionsEnded': ['{name}的登录均已结束', 'All sessions of {name} are ended'],
} as const satisfies Record<string, Line>;
