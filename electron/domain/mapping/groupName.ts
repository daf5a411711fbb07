/** A convention by which a group's sAMAccountName (not its cn) names an account and a role. */
export interface GroupNameTemplate {
  /** As written, with `{account}` or `{alias}`, `{role}` and perhaps `{any}`. */
  readonly text: string;
  /** What every matching name starts with, without regard to case: narrow a search by it. */
  readonly prefix: string;
  readonly pattern: RegExp;
  /** The account of every group, where the name does not tell it. */
  readonly account?: string;
  /** The role's name with `{role}`; absent = just that. */
  readonly roleText?: string;
}

/** What a group's name stands for. */
export interface NamedRole {
  readonly account: string;
  /** With the group's own spelling: that is what a claim sends. */
  readonly roleName: string;
}

/** What a name does not say by itself. */
export interface TemplateOptions {
  readonly account?: string | undefined;
  readonly roleText?: string | undefined;
  /** Account id by alias or name in lower case; for `{alias}`. */
  readonly accountOf?: ((alias: string) => string | null) | undefined;
}

const places: Readonly<Record<string, string>> = {
  '{account}': String.raw`(?<account>[0-9]{12})`,
  '{alias}': '(?<alias>[a-z0-9][a-z0-9 ._-]{0,62}?)',
  '{role}': '(?<role>.+)',
  '{any}': '.*?',
};

/** Why a text is no template. */
export const templateProblems = [
  'noRole',
  'severalRoles',
  'noAccount',
  'severalAccounts',
  'accountTwice',
  'accountForm',
  'roleText',
  'tooManyPlaces',
  'tooLong',
] as const;
export type TemplateProblem = (typeof templateProblems)[number];

/**
 * Compiles `AWS-{account}-{role}` to what the usual claim rule matches, `(?i)^AWS-(\d{12})-(.+)` (facts/group-role-mapping.md
 * §1 A). Others: `AWS-{role}` with a fixed account and the role's name `ADFS-{role}`; `AWS_{alias}_{any}_{role}` (§3).
 */
export function namingTemplate(
  text: string,
  { account, roleText }: TemplateOptions = {},
): GroupNameTemplate | TemplateProblem {
  if (text.length > 256 || (roleText?.length ?? 0) > 256) return 'tooLong';
  const pieces = text.split(/(\{account\}|\{alias\}|\{role\}|\{any\})/);
  const count = (place: string) => pieces.filter((piece) => piece === place).length;
  const accounts = count('{account}') + count('{alias}');
  if (count('{role}') !== 1) return count('{role}') === 0 ? 'noRole' : 'severalRoles';
  if (accounts > 1) return 'severalAccounts';
  if (accounts === 0 && account === undefined) return 'noAccount';
  if (accounts > 0 && account !== undefined) return 'accountTwice';
  if (account !== undefined && !/^\d{12}$/.test(account)) return 'accountForm';
  if (count('{any}') > 2) return 'tooManyPlaces';
  if (roleText !== undefined && roleText.split('{role}').length !== 2) return 'roleText';
  const source = pieces
    .map((piece) => places[piece] ?? piece.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
    .join('');
  return {
    text,
    prefix: pieces[0]!,
    pattern: new RegExp(`^${source}$`, 'i'),
    ...(account !== undefined && { account }),
    ...(roleText !== undefined && { roleText }),
  };
}

/** Null unless `{account}` and `{role}` stand there once each, and nothing else. */
export function groupNameTemplate(text: string): GroupNameTemplate | null {
  const template = text.includes('{alias}') || text.includes('{any}') ? 'noAccount' : namingTemplate(text);
  return typeof template === 'string' ? null : template;
}

/** The classic AD FS convention (facts/group-role-mapping.md §3). */
export const classicTemplate: GroupNameTemplate = groupNameTemplate('AWS-{account}-{role}')!;

/** Why a name stands for no role by a template; null = it does. */
export type NotNamed = 'otherForm' | 'aliasUnknown';

/** The account and role that a group's name stands for, or why it stands for none. */
export function readByTemplate(
  samAccountName: string,
  template: GroupNameTemplate,
  accountOf: (alias: string) => string | null,
): NamedRole | NotNamed {
  const groups = template.pattern.exec(samAccountName)?.groups;
  if (!groups) return 'otherForm';
  const { account, alias, role = '' } = groups;
  const id = template.account ?? account ?? accountOf((alias ?? '').toLowerCase());
  if (id === null) return 'aliasUnknown';
  return { account: id, roleName: template.roleText?.replace('{role}', () => role) ?? role };
}

/** The same of a template without `{alias}`; null when the name does not follow the convention. */
export function readGroupName(
  samAccountName: string,
  template: GroupNameTemplate = classicTemplate,
): NamedRole | null {
  const named = readByTemplate(samAccountName, template, () => null);
  return typeof named === 'string' ? null : named;
}
