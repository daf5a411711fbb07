/** A convention by which a group's sAMAccountName (not its cn) names an account and a role. */
export interface GroupNameTemplate {
  /** As written, with `{account}` and `{role}`. */
  readonly text: string;
  /** What every matching name starts with, without regard to case: narrow a search by it. */
  readonly prefix: string;
  readonly pattern: RegExp;
}

export interface NamedRole {
  readonly account: string;
  /** With the group's own spelling: that is what a claim sends. */
  readonly roleName: string;
}

const places: Readonly<Record<string, string>> = {
  '{account}': String.raw`(?<account>[0-9]{12})`,
  '{role}': '(?<role>.+)',
};

/**
 * Compiles `AWS-{account}-{role}` to what the usual claim rule matches, `(?i)^AWS-(\d{12})-(.+)` (facts/group-role-mapping.md
 * §1 A); null unless each place stands there once.
 */
export function groupNameTemplate(text: string): GroupNameTemplate | null {
  const pieces = text.split(/(\{account\}|\{role\})/);
  const found = pieces.filter((piece) => piece in places);
  if (found.length !== 2 || found[0] === found[1]) return null;
  const source = pieces
    .map((piece) => places[piece] ?? piece.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
    .join('');
  return { text, prefix: pieces[0]!, pattern: new RegExp(`^${source}$`, 'i') };
}

/** The classic AD FS convention (facts/group-role-mapping.md §3). */
export const classicTemplate: GroupNameTemplate = groupNameTemplate('AWS-{account}-{role}')!;

/** The account and role that a group's name stands for; null when it does not follow the convention. */
export function readGroupName(
  samAccountName: string,
  template: GroupNameTemplate = classicTemplate,
): NamedRole | null {
  const groups = template.pattern.exec(samAccountName)?.groups;
  return groups ? { account: groups['account']!, roleName: groups['role']! } : null;
}
