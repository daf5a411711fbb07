/** A question to the policies, as it is typed and as the address keeps it. */

export interface ContextRow {
  readonly key: string;
  /** Several values are parted by commas. */
  readonly values: string;
  /** Certainly absent. */
  readonly absent: boolean;
}
export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly account: string;
  readonly context: readonly ContextRow[];
  readonly unknownContext: 'absent' | 'unknown';
}

export const noQuestion: Question = {
  action: '',
  resource: '',
  account: '',
  context: [],
  unknownContext: 'unknown',
};

export const actionPattern = /^[^:\s*?]+:[^:\s*?]+$/;

/** What keeps it from being asked; a code of `policy.need.` */
export function lacks(question: Question): 'action' | 'resource' | 'account' | 'context' | null {
  if (!actionPattern.test(question.action.trim())) return 'action';
  if (question.resource.trim() === '') return 'resource';
  if (question.account.trim() !== '' && !/^\d{12}$/.test(question.account.trim())) return 'account';
  return question.context.some(({ key, values, absent }) => key.trim() === '' && (values !== '' || absent))
    ? 'context'
    : null;
}

/** Commas part values; `\,` is a comma. */
export const valuesOf = (text: string): string[] =>
  text.split(/(?<!\\),/).map((value) => value.trim().replaceAll('\\,', ','));

export const requestOf = (question: Question) => ({
  action: question.action.trim(),
  resource: question.resource.trim(),
  resourceAccount: question.account.trim() || null,
  context: Object.fromEntries(
    question.context
      .filter(({ key }) => key.trim() !== '')
      .map(({ key, values, absent }) => [key.trim(), absent ? [] : valuesOf(values)]),
  ),
  unknownContext: question.unknownContext,
});

export const questionInAddress = (question: Question): Record<string, string | undefined> => ({
  act: question.action.trim() || undefined,
  res: question.resource.trim() || undefined,
  acc: question.account.trim() || undefined,
  open: question.unknownContext === 'unknown' ? undefined : '0',
  ctx: question.context.length > 0 ? JSON.stringify(question.context.map(({ key, values, absent }) => [key, absent ? null : values])) : undefined,
}); // prettier-ignore

export function questionOf(get: (name: string) => string | undefined): Question {
  return {
    action: get('act') ?? '',
    resource: get('res') ?? '',
    account: get('acc') ?? '',
    unknownContext: get('open') === '0' ? 'absent' : 'unknown',
    context: contextOf(get('ctx')),
  };
}

/** An address may come from anywhere: what is no context of ours is none. */
function contextOf(text: string | undefined): ContextRow[] {
  try {
    const rows: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(rows)) return [];
    return rows.slice(0, 100).flatMap((row: unknown) => {
      if (!Array.isArray(row)) return [];
      const [key, values] = row as unknown[];
      return typeof key === 'string' && (values === null || typeof values === 'string')
        ? [{ key, values: values ?? '', absent: values === null }]
        : [];
    });
  } catch {
    return [];
  }
}

/** An ARN template with what is known filled in: `arn:${Partition}:s3:::${BucketName}` → `arn:aws:s3:::BucketName`. */
export const filledArn = (template: string, account: string | null, partition = 'aws'): string =>
  template
    .replaceAll('${Partition}', partition)
    .replaceAll('${Account}', account ?? '111122223333')
    .replaceAll(/\$\{(\w+)\}/g, '$1');
