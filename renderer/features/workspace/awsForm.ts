/** The form of what to read of AWS: what is wrong with it, and what it asks the engine for. */
import type { ReadAwsInput } from '#contract/awsReading.ts';
import type { Job } from '#contract/shapes.ts';

export interface AwsForm {
  /** Empty: the standard chain. */
  readonly profile: string;
  readonly which: 'all' | 'some';
  readonly regions: string;
  readonly accounts: 'own' | 'all' | 'some';
  readonly ids: string;
  readonly role: string;
  /** Of several accounts alone. */
  readonly resume: boolean;
  readonly credentialReport: boolean;
}
export type AwsField = 'regions' | 'ids' | 'role';

/** The sentence of what is wrong with a field: `aws.<name>`. */
export const words: Readonly<Record<AwsField, string>> = {
  regions: 'needRegions',
  ids: 'needAccounts',
  role: 'needRole',
};

/**
 * As the engine's schemas want them (contract/awsReading.ts; the test holds both to the same cases). The schemas themselves
 * stay out of the window: they probe for compiling code, which its policy forbids.
 */
const regionName = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;
const accountId = /^\d{12}$/;
const roleName = /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;

export const listOf = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
const fit = (text: string, each: RegExp, most: number): boolean => {
  const all = listOf(text);
  return all.length > 0 && all.length <= most && all.every((value) => each.test(value));
};

/** Fields that cannot be asked for as they stand. */
export function problemsOf(form: AwsForm): AwsField[] {
  const problems: AwsField[] = [];
  if (form.which === 'some' && !fit(form.regions, regionName, 64)) problems.push('regions');
  if (form.accounts === 'some' && !fit(form.ids, accountId, 10_000)) problems.push('ids');
  if (form.accounts !== 'own' && !roleName.test(form.role.trim())) problems.push('role');
  return problems;
}

/** What a form without problems asks for. */
export const awsReading = (form: AwsForm): ReadAwsInput => ({
  profile: form.profile || null,
  regions: form.which === 'all' ? 'all' : listOf(form.regions),
  accounts:
    form.accounts === 'own'
      ? null
      : { roleName: form.role.trim(), accounts: form.accounts === 'all' ? 'all' : listOf(form.ids) },
  resume: form.resume && form.accounts !== 'own',
  credentialReport: form.credentialReport,
});

/** Reading one directory by the Directory Service Data API is a job of the same kind, with the directory as its subject. */
export const isAwsReading = ({ kind, subject }: Pick<Job, 'kind' | 'subject'>): boolean =>
  kind === 'aws' && !/^d-[0-9a-f]{10}$/.test(subject);
