/** An AWS estate as tables for the terminal, one a view; the first row is the heading. */
import type { CliDocuments } from '#contract/cli.ts';
import { when } from './words.ts';

const account = ({
  account: id,
  accountName: name,
}: {
  account: string | null;
  accountName: string | null;
}) => name ?? id ?? 'AWS';
const messages = (all: readonly { message: string }[]): string => all.map((one) => one.message).join(', ');
/** How many, and whether all who tell of them say the same. */
function trusts(
  of: Extract<CliDocuments['estate'], { view: 'directories' }>['rows'][number]['trusts'],
): string {
  if (of.state !== 'read') return of.state === 'notApplicable' ? 'not applicable' : 'not read';
  const { total, endsAgree, issues } = of.value;
  if (total === 0 && issues.length === 0) return 'none';
  return endsAgree === false || issues.length > 0
    ? `${total}, do not agree`
    : `${total}${endsAgree ? ', agree' : ''}`;
}
const yesNo = (value: boolean | null): string => (value === null ? 'not read' : value ? 'yes' : 'no');

export function estateTable(document: CliDocuments['estate']): string[][] {
  switch (document.view) {
    case 'directories':
      return [
        ['DIRECTORY', 'DOMAIN', 'TYPE', 'ACCOUNT', 'REGION', 'STAGE', 'TRUSTS', 'BELONGS TO'],
        ...document.rows.map((row) => [
          row.directoryId,
          row.name,
          [row.type, row.edition ?? row.size ?? ''].join(' '),
          account(row),
          row.region,
          row.stage,
          trusts(row.trusts),
          row.ties.map(({ sourceName, message }) => `${sourceName}: ${message}`).join('; '),
        ]),
      ];
    case 'roles':
      return [
        ['ROLE', 'ACCOUNT', 'KIND', 'LAST USED', 'TO KNOW'],
        ...document.rows.map((row) => [
          row.name,
          account(row),
          messages(row.kinds),
          row.lastUsed === null
            ? row.lastUsedState === 'never'
              ? 'never'
              : 'not known'
            : when(row.lastUsed),
          messages(row.advice),
        ]),
      ];
    case 'policies':
      return [
        ['POLICY', 'KIND', 'ACCOUNT', 'ATTACHED TO', 'VERSIONS', 'DEFAULT'],
        ...document.rows.map((row) => [
          row.name,
          row.message,
          account(row),
          row.holder ? `${row.holder.type} ${row.holder.name}` : String(row.attachedTo),
          row.versions === null ? '' : String(row.versions),
          row.defaultVersionId ?? '',
        ]),
      ];
    case 'users':
      return [
        ['USER', 'ACCOUNT', 'PASSWORD', 'MFA', 'KEYS', 'TO DO'],
        ...document.rows.map((row) => [
          row.name,
          account(row),
          yesNo(row.hasConsolePassword),
          row.mfaDevices === null ? 'not read' : String(row.mfaDevices),
          row.accessKeys === null ? 'not read' : String(row.accessKeys.length),
          messages(row.issues),
        ]),
      ];
    case 'credentials':
      return [
        ['WHOSE', 'ACCOUNT', 'WHAT', 'KEY', 'DAYS'],
        ...document.rows.map((row) => [
          row.userName ?? '(root user)',
          account(row),
          row.message,
          row.keyTail === null ? '' : `…${row.keyTail}`,
          row.ageDays === null ? '' : String(row.ageDays),
        ]),
      ];
    case 'permission-sets':
      return [
        ['PERMISSION SET', 'SESSION', 'POLICIES', 'ACCOUNTS', 'LAGS BEHIND IN', 'ASSIGNMENTS'],
        ...document.rows.map((row) => [
          row.name,
          row.sessionDuration ?? '',
          String(row.managedPolicies + row.customerPolicies + (row.hasInlinePolicy ? 1 : 0)),
          row.provisionedIn === null ? 'not read' : String(row.provisionedIn),
          String(row.outdatedIn),
          String(row.assignments),
        ]),
      ];
    case 'assignments':
      return [
        ['ACCOUNT', 'PERMISSION SET', 'PRINCIPAL', 'MEMBERS'],
        ...document.rows.map((row) => [
          account(row),
          row.permissionSetName,
          row.principalName ?? `(not in the store) ${row.principalId}`,
          row.members === null ? row.principalType.toLowerCase() : String(row.members),
        ]),
      ];
    case 'organization':
      return [
        ['UNIT OR ACCOUNT', 'ID', 'STATUS', 'READ', 'POLICIES ATTACHED'],
        ...document.rows.map((row) => [
          `${'  '.repeat(row.depth)}${row.name ?? row.id}`,
          row.id,
          row.status ?? '',
          row.reach ?? '',
          row.policies === null ? 'not read' : row.policies.map(({ name }) => name).join(', '),
        ]),
      ];
    case 'instances':
      return [
        ['INSTANCE', 'NAME', 'ACCOUNT', 'REGION', 'STATE', 'ROLE', 'METADATA TOKENS'],
        ...document.rows.map((row) => [
          row.instanceId,
          row.name ?? '',
          account(row),
          row.region,
          row.state ?? '',
          row.roleName ?? (row.instanceProfileArn === null ? 'none' : 'not known'),
          row.metadataTokens ?? '',
        ]),
      ];
    case 'accounts':
      return [
        ['ACCOUNT', 'ID', 'SOURCE', 'READ', 'WHY NOT'],
        ...document.rows.map((row) => [
          row.accountName ?? '',
          row.account,
          row.source,
          row.state,
          row.message ?? '',
        ]),
      ];
  }
}
