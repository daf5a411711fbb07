/** What files of access say to people. */
import type { AccessCode } from '#contract/accessWords.ts';
import { access as accessEn } from '#contract/words/en/access.ts';
import { mechanism as mechanismEn } from '#contract/words/en/mechanism.ts';
import { trustedBy as trustedByEn } from '#contract/words/en/trustedBy.ts';
import { access as accessKo } from '#contract/words/ko/access.ts';
import { mechanism as mechanismKo } from '#contract/words/ko/mechanism.ts';
import { trustedBy as trustedByKo } from '#contract/words/ko/trustedBy.ts';

const headings = {
  en: {
    kind: 'Kind', name: 'Name', detail: 'DN, ARN or account', decision: 'Decision', mechanism: 'Mechanism', mechanisms: 'Mechanisms', role: 'Role', roleArn: 'Role ARN', account: 'Account', accountName: 'Account name', roles: 'Roles', depth: 'Sessions out of sessions', some: 'On some resources alone', onlyElsewhere: 'Only where AD FS stands in another domain', disabled: 'Disabled', dn: 'Distinguished name', samAccountName: 'sAMAccountName', userPrincipalName: 'userPrincipalName', group: 'By group', users: 'Users', limits: 'Limits', user: 'User',
  },
  ko: {
    kind: '종류', name: '이름', detail: 'DN, ARN 또는 계정', decision: '결정', mechanism: '방식', mechanisms: '방식', role: '역할', roleArn: '역할 ARN', account: '계정', accountName: '계정 이름', roles: '역할 수', depth: '세션에서 이어 맡은 횟수', some: '일부 리소스에만', onlyElsewhere: '다른 도메인의 AD FS에서만', disabled: '사용 안 함', dn: '고유 이름', samAccountName: 'sAMAccountName', userPrincipalName: 'userPrincipalName', group: '통한 그룹', users: '사용자 수', limits: '제한', user: '사용자',
  },
} as const; // prettier-ignore

const decisions = {
  en: { allowed: 'Allowed', conditional: 'Under conditions' },
  ko: { allowed: '허용', conditional: '조건부' },
} as const;
const truths = { en: { true: 'Yes', false: 'No' }, ko: { true: '예', false: '아니요' } } as const;

export function sayings(locale: 'en' | 'ko') {
  const access: Readonly<Record<string, string>> = locale === 'en' ? accessEn : accessKo;
  const mechanism: Readonly<Record<string, string>> = locale === 'en' ? mechanismEn : mechanismKo;
  const trusted: Readonly<Record<string, string>> = locale === 'en' ? trustedByEn : trustedByKo;
  const coded = (namespace: string, code: string): string =>
    access[`${namespace}.${code}` as AccessCode] ?? code;
  return {
    field: (field: string): string => (headings[locale] as Readonly<Record<string, string>>)[field] ?? field,
    /** A code as a person reads it; whatever is none stays as it is. */
    value(field: string, code: string): string {
      switch (field) {
        case 'kind':
          return access[`who.${code}`] ?? access[`door.${code}`] ?? mechanism[code] ?? trusted[code] ?? code;
        case 'decision':
          return (decisions[locale] as Readonly<Record<string, string>>)[code] ?? code;
        case 'mechanism':
        case 'mechanisms':
          return mechanism[code] ?? code;
        case 'limits':
          return coded('limit', code);
        case 'disabled':
        case 'some':
        case 'onlyElsewhere':
          return (truths[locale] as Readonly<Record<string, string>>)[code] ?? code;
        default:
          return code;
      }
    },
  };
}
export type Sayings = ReturnType<typeof sayings>;
