import { t } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';
import type { Access } from '#contract/index.ts';
import type { GrantIssue } from '#domain/mapping/grant.ts';

export type Reached = Access['reached'][number];
export type Link = Reached['chain'][number];

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

/** The step that an issue keeps from being made; what merely could not be read breaks none. */
const brokenStep: Record<GrantIssue, Link['step'] | null> = {
  distributionGroup: 'mechanism',
  providerMissing: 'mechanism',
  principalMissing: 'mechanism',
  directoryMissing: 'mechanism',
  permissionSetMissing: 'mechanism',
  roleMissing: 'role',
  accountUnknown: 'role',
  roleNameCase: 'role',
  rolePath: 'role',
  trustLacksSaml: 'role',
  trustLacksDs: 'role',
  claimMalformed: 'mechanism',
  trustOtherProvider: 'role',
  trustRefuses: 'role',
  membershipNotReadable: null,
  assignmentNotReadable: null,
  roleNotReadable: null,
  providerNotReadable: null,
  directoryNotReadable: null,
  claimNotKnown: null,
  otherClaimsToo: null,
  everyoneSignsIn: null,
  attributeDecides: null,
  trustConditional: null,
};

/** The steps of a chain that its grant's issues keep from being made. */
export const brokenSteps = ({ grant }: Reached): ReadonlySet<Link['step']> =>
  new Set(grant.issues.map((issue) => brokenStep[issue]).filter((step) => step !== null));

interface Words {
  readonly step: Link['step'];
  readonly text: string;
}

/** A chain in words, one sentence for each of its links but the first. */
export function inWords(chain: readonly Link[]): Words[] {
  return chain.flatMap((link, i): Words[] => {
    const before = chain[i - 1];
    const from = before && 'object' in before ? before.object.name : '';
    const { step } = link;
    if (step === 'membership')
      return [{ step, text: t('chain.ifMember', { member: from, group: link.object.name }) }];
    if (step === 'mechanism')
      return [{ step, text: t(`chain.if.${link.mechanism}`, { group: from, through: link.through ?? '' }) }];
    if (step === 'role')
      return [{ step, text: t('chain.ifRole', { role: link.roleName, account: link.account }) }];
    return [];
  });
}
