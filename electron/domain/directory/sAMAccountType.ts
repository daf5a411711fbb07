/** sAMAccountType: what an account is to the security database (facts/active-directory.md §6; MS-SAMR 2.2.1.9). */

const kinds = [
  [0x0, 'domain'],
  [0x1000_0000, 'securityGroup'],
  [0x1000_0001, 'distributionGroup'],
  [0x2000_0000, 'localSecurityGroup'],
  [0x2000_0001, 'localDistributionGroup'],
  [0x3000_0000, 'user'],
  [0x3000_0001, 'computer'],
  [0x3000_0002, 'trust'],
  [0x4000_0000, 'appBasicGroup'],
  [0x4000_0001, 'appQueryGroup'],
] as const;
export type AccountType = (typeof kinds)[number][1];
export type AccountTypeCode = `accountType.${AccountType}`;

const byValue = new Map<number, AccountType>(kinds);

/** The kind a value names; null for a value that names none. */
export function accountType(value: number): AccountType | null {
  return byValue.get(value) ?? null;
}
