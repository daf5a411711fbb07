import { t } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';
import type { Access } from '#contract/index.ts';

type Link = Access['reached'][number]['chain'][number];

/** What a link of a chain is called, what stands under it, and what the arrow to it says. */
export interface LinkFace {
  readonly title: string;
  readonly subtitle: string;
  readonly arrow: string;
  readonly tone: 'onprem' | 'aws' | 'rule' | 'delegation';
}

const mechanismTones = { saml: 'rule', delegation: 'delegation', 'identity-center': 'aws' } as const;

export function linkFace(link: Link): LinkFace {
  switch (link.step) {
    case 'user':
      return { title: link.object.name, subtitle: t('kind.user'), arrow: '', tone: 'onprem' };
    case 'membership':
      return {
        title: link.object.name,
        subtitle: t('kind.group'),
        arrow: word('via', link.via),
        tone: 'onprem',
      };
    case 'mechanism':
      return {
        title: t(`mechanism.${link.mechanism}`),
        subtitle: link.through?.split('/').at(-1) ?? '',
        arrow: t('chain.claims'),
        tone: mechanismTones[link.mechanism],
      };
    default:
      return {
        title: link.roleName,
        subtitle: link.accountName ? `${link.accountName} · ${link.account}` : link.account,
        arrow: t('chain.assumes'),
        tone: 'aws',
      };
  }
}

/** The chain in words: "allowed if". */
export function allowedIf(chain: readonly Link[]): string[] {
  return chain.flatMap((link, i) => {
    const before = chain[i - 1];
    const from = before && 'object' in before ? before.object.name : '';
    if (link.step === 'membership') return [t('chain.ifMember', { member: from, group: link.object.name })];
    if (link.step === 'mechanism')
      return [t(`chain.if.${link.mechanism}`, { group: from, through: link.through ?? '' })];
    if (link.step === 'role') return [t('chain.ifRole', { role: link.roleName, account: link.account })];
    return [];
  });
}
