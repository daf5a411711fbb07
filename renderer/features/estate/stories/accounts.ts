/** Accounts and units: what was read of them, and what the organization's policies leave to them. */
import type {
  EffectiveChain,
  OrganizationNode,
  OrganizationPolicyRow,
  OrganizationRow,
  ReachRow,
} from '#contract/estate/organization.ts';
import { api } from '../../../app/client.ts';
import { hasMessage, number, t } from '../../../app/i18n/index.ts';
import { word } from '../../../app/i18n/words.ts';
import { accountPlace } from '../../access/links.ts';
import { absence, line, listed, reading, stateCell, timeLine, value, warning } from '../facts.ts';
import type { Section } from '../facts.ts';
import { reachCell } from '../lists/accounts.ts';
import { reportSections } from './report.ts';
import { accountText, inView } from './story.ts';
import type { Action, Story, Tab } from './story.ts';

const types = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;
const typeText = (type: (typeof types)[number]) =>
  t(type === 'SERVICE_CONTROL_POLICY' ? 'estate.chain.scp' : 'estate.chain.rcp');

/** From the root down, one section a level. */
function chainSections(chain: EffectiveChain): Section[] {
  const title = typeText(chain.type);
  const notes = chain.notes.map((code) => word('estate', `chainNote.${code}`)).join(' ');
  const head: Section = {
    id: chain.type,
    title,
    note: [notes, t('estate.chain.explain')].filter(Boolean).join(' '),
    ...(chain.levels.state === 'read' ? {} : { absence: absence(chain.levels) }),
  };
  if (chain.levels.state !== 'read') return [head];
  return [
    head,
    ...chain.levels.value.map((level, i): Section => {
      const says = level.notes.map((code) => word('estate', `chainNote.${code}`)).join(' ');
      return {
        id: `${chain.type}.${level.id}`,
        title: `${'↳ '.repeat(Math.min(i, 1))}${t(`estate.chain.level.${level.kind}`)} · ${level.name ?? level.id}`,
        ...(says ? { note: says } : {}),
        ...(level.policies.length > 0
          ? {
              entries: level.policies.map((policy) => ({
                title: policy.name,
                state: value(
                  [
                    policy.allows ? t('estate.chain.allows') : '',
                    policy.denies ? t('estate.chain.denies') : '',
                  ]
                    .filter(Boolean)
                    .join(' · '),
                ),
                lines: [],
                ...(policy.awsManaged ? {} : { document: policy.document }),
              })),
            }
          : { absence: value(null, t('estate.chain.none')) }),
      };
    }),
  ];
}

const accountActions = (account: string): Action[] => [
  { id: 'showDoors', to: accountPlace(account) },
  { id: 'showRoles', to: inView('roles', { a: account }) },
  { id: 'showUsers', to: inView('users', { a: account }) },
  { id: 'showAssignments', to: inView('assignments', { a: account }) },
  { id: 'showInstances', to: inView('instances', { a: account }) },
];
const chains = (snapshotId: number, account: string, signal: AbortSignal) =>
  Promise.all(types.map((type) => api.estate.effectiveChain({ snapshotId, account, type }, { signal })));

/** What is one for the organization as a whole; it stands with its root. */
const organizationSections = (of: OrganizationRow): Section[] => [
  {
    id: 'organization',
    title: t('estate.view.organization'),
    lines: [
      line('ARN', value(of.arn), { mono: true }),
      line(t('estate.fact.management'), value(of.managementAccountId), { mono: true, to: inView('organization', { i: of.managementAccountId }) }),
      line(t('estate.fact.featureSet'), value(of.featureSet && (hasMessage(`estate.features.${of.featureSet}`) ? t(`estate.features.${of.featureSet}`) : of.featureSet), t('app.unknown'))),
    ],
  },
  listed('delegated', t('estate.fact.delegated'), of.delegatedAdministrators, (each) => ({
    title: accountText(each.account, each.accountName),
    lines: [line(t('estate.fact.services'), value(each.services.join('\n')), { mono: true })],
  })),
]; // prettier-ignore

export async function nodeStory(
  node: OrganizationNode,
  organization: OrganizationRow | null,
  signal: AbortSignal,
): Promise<Story> {
  const snapshotId = organization?.snapshotId ?? 0;
  const found = node.kind === 'account' ? await chains(snapshotId, node.id, signal) : [];
  const overview = (): Section[] => [
    {
      id: 'what',
      title: t('estate.section.what'),
      lines: [
        line('ID', value(node.id), { mono: true }),
        ...(node.accounts === null ? [] : [line(t('estate.column.accounts'), value(number(node.accounts)))]),
        ...(node.status === null ? [] : [line(t('estate.fact.status'), stateCell(node.status))]),
        ...(node.reach === null ? [] : [line(t('estate.fact.read'), reachCell({ state: node.reach, code: null }))]),
      ],
    },
    ...(node.kind === 'root' && organization ? organizationSections(organization) : []),
    {
      id: 'policies',
      title: t('estate.column.policies'),
      ...(node.policies === null
        ? { absence: absence({ state: 'notReadable', code: 'aws.accessDenied' }) }
        : node.policies.length === 0
          ? { absence: value(null) }
          : {
              entries: node.policies.map((policy) => ({
                title: policy.name,
                state: value(typeText(policy.type)),
                lines: [line('ID', value(policy.id), { mono: true, to: inView('controls', { i: `${snapshotId}|${policy.id}` }) })],
              })),
            }),
    },
  ]; // prettier-ignore
  return {
    title: node.name ?? node.id,
    kind: node.management ? t('estate.management') : t(`estate.chain.level.${node.kind}`),
    ...(found[0] ? { readAt: found[0].readAt } : {}),
    actions: node.kind === 'account' ? accountActions(node.id) : [],
    tabs: (): Tab[] => [
      { id: 'overview', sections: overview() },
      ...(found.length > 0 ? [{ id: 'chain', sections: found.flatMap(chainSections) }] : []),
    ],
  };
}

export const reachStory = (row: ReachRow): Story => ({
  title: row.accountName ?? row.alias ?? row.account,
  kind: t('estate.chain.level.account'),
  readAt: row.readAt,
  state: reachCell(row),
  actions: accountActions(row.account),
  tabs: () => [
    {
      id: 'overview',
      sections: [
        {
          id: 'what',
          title: t('estate.section.what'),
          lines: [
            line(t('column.account'), value(row.account), { mono: true }),
            line(t('estate.fact.alias'), value(row.alias)),
            line(t('estate.fact.status'), reachCell(row)),
            line(t('estate.column.source'), value(row.source)),
            timeLine(t('estate.fact.read'), row.readAt),
          ],
        },
        {
          id: 'root',
          title: t('estate.section.root'),
          ...(row.root === null
            ? { absence: absence(undefined) }
            : {
                lines: [
                  line(t('estate.fact.rootKeys'), row.root.accessKeys > 0 ? warning(number(row.root.accessKeys)) : value(null)),
                  line(t('estate.fact.rootMfa'), row.root.mfaEnabled ? value(t('forest.yes')) : warning(t('forest.no'))),
                ],
              }),
        },
        ...reportSections(row.rootReport).map((each) => ({ ...each, title: `${t('estate.section.root')} · ${each.title}` })),
        passwordPolicy(row),
      ],
    },
  ],
}); // prettier-ignore

function passwordPolicy({ passwordPolicy: of }: ReachRow): Section {
  const title = t('estate.section.passwordPolicy');
  if (of.state !== 'read') return { id: 'password', title, absence: reading(of, () => '') };
  if (of.value === null) return { id: 'password', title, absence: value(null), note: t('estate.own') };
  const { minimumLength, maxAgeDays, reusePrevention, requires, usersMayChange } = of.value;
  return {
    id: 'password',
    title,
    lines: [
      line(t('estate.fact.passwordLength'), value(minimumLength === null ? null : number(minimumLength))),
      line(t('estate.fact.passwordAge'), value(maxAgeDays === null ? null : t('estate.days', { count: maxAgeDays }), t('estate.never'))),
      line(t('estate.fact.passwordReuse'), value(reusePrevention === null ? null : number(reusePrevention))),
      line(t('estate.fact.passwordRequires'), value(requires.map((each) => t(`estate.requires.${each}`)).join(', '))),
      line(t('estate.fact.usersMayChange'), value(t(usersMayChange ? 'forest.yes' : 'forest.no'))),
    ],
  }; // prettier-ignore
}

export const controlStory = (row: OrganizationPolicyRow): Story => ({
  title: row.name,
  kind: typeText(row.type),
  actions: [{ id: 'copyArn', copy: row.arn }],
  tabs: () => [
    {
      id: 'overview',
      sections: [
        {
          id: 'what',
          title: t('estate.section.what'),
          lines: [
            line('ARN', value(row.arn), { mono: true }),
            line(t('column.description'), value(row.description)),
            line(t('estate.column.holder'), value(t(row.awsManaged ? 'estate.boundary.aws' : 'estate.boundary.customer'))),
          ],
        },
        {
          id: 'targets',
          title: t('estate.section.targets'),
          ...(row.targets.length > 0
            ? { entries: row.targets.map(({ id, name }) => ({ title: name ?? id, lines: [line('ID', value(id), { mono: true, to: inView('organization', { i: id }) })] })) }
            : { absence: value(null) }),
        },
        { id: 'document', title: t('estate.section.document'), document: row.document },
      ],
    },
  ],
}); // prettier-ignore
