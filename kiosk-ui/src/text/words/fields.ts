/** What an official calls the parts of what was filled in, where the service names one that is not right. */
import type { Line } from '../dictionary.ts';

export const fieldsText = {
  'field.part': ['第 {place} 处', 'Place {place}'],
  'field.name': ['名称', 'Name'],
  'field.title': ['文件标题', 'Title of the paper'],
  'field.copies': ['份数', 'Copies'],
  'field.spoiled': ['作废份数', 'Spoiled copies'],
  'field.unit': ['用印单位', 'Unit'],
  'field.handledBy': ['经办人', 'Handled by'],
  'field.phone': ['联系电话', 'Telephone'],
  'field.matter': ['事由', 'Matter'],
  'field.remark': ['备注', 'Remark'],
  'field.reason': ['理由', 'Reason'],
  'field.text': ['内容', 'Text'],
  'field.person': ['人员', 'Person'],
  'field.section': ['科室', 'Section'],
  'field.post': ['职务', 'Post'],
  'field.roles': ['角色', 'Roles'],
  'field.username': ['用户名', 'User name'],
  'field.password': ['密码', 'Password'],
  'field.date': ['日期', 'Date'],
  'field.items': ['印章', 'Seals'],
  'field.papers': ['审批件', 'Approved papers'],
  'field.minutes': ['预计时间', 'Expected time'],
  'field.value': ['设定值', 'Value'],
  'field.device': ['设备', 'Device'],
} satisfies Record<string, Line>;
