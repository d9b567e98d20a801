/** Consent to fingerprints, and the proof that one given up is gone. */
import type { Line } from '../dictionary.ts';

export const fingerConsentText = {
  'consent.title': ['指纹登记同意', 'Consent to fingerprints'],
  'consent.terms': [
    '指纹只用于签到和开柜识别。模板只存于指纹机内，不传出、不留图像；撤回同意或离岗，即从指纹机删除。不同意的用卡，效力相同。',
    'A finger serves sign-in and the cabinet only. Its template stays inside the reader, no image is kept, and it is deleted when consent ends or the person leaves. Who does not consent uses a card; it counts the same.',
  ],
  'consent.none': ['未同意，不登记指纹', 'Not given: no finger is enrolled'],
  'consent.unrecorded': [
    '已有指纹，未见同意记录，请补办',
    'Fingers are kept without a recorded consent: record it',
  ],
  'consent.byHolder': ['{time} 本人同意', 'Given by the holder, {time}'],
  'consent.byForm': ['{time} 登记，本人签字同意书 {number}', 'Recorded {time} from the signed form {number}'],
  'consent.formNumber': ['同意书编号', 'Number of the form'],
  'consent.formHelp': ['本人签字的同意书存档编号', 'As the signed form is filed'],
  'consent.give': ['同意登记指纹', 'I consent'],
  'consent.record': ['登记同意书', 'Record the form'],
  'consent.givenNow': ['已登记{name}同意登记指纹', 'Consent of {name} recorded'],
  'consent.endReason': ['撤回事由', 'Reason to end it'],
  'consent.end': ['撤回同意，删除指纹', 'End consent, delete fingers'],
  'consent.endAsk': ['撤回{name}的指纹登记同意？', 'End the consent of {name}?'],
  'consent.endWill': [
    '此人的全部指纹立即停用，并从指纹机删除。',
    'All fingers stop counting at once and are deleted from the readers.',
  ],
  'consent.endThen': [
    '卡照常使用；再登记指纹须重新同意。',
    'The card counts on; another finger takes a new consent.',
  ],
  'consent.endedNow': [
    '已撤回{name}的同意，指纹正在删除',
    'Consent of {name} ended, fingers are being deleted',
  ],
  'consent.erasures': ['已注销指纹的删除证明', 'Proof of deletion'],
  'consent.givenUp': ['{time} 注销（{reason}）', 'given up {time} ({reason})'],
  'consent.owed': [
    '待删除：指纹机连上后删除并读回',
    'to be deleted and read back when its reader is connected',
  ],
  'consent.erased': ['{time} 读回指纹机目录，确已删除', 'gone from the reader’s index as read back {time}'],
} as const satisfies Record<string, Line>;
