import type { PolicySubject } from '#contract/policy/place.ts';
import { splitArn } from '#domain/policy/pattern/resource.ts';
import { factsOf } from '../estate/lists.ts';
import type { EstateViews } from '../estate/views.ts';

/** A user by its ARN, a role session by its role's account and name, which a role has to itself. */
export function subjectOfArn(
  views: EstateViews | null,
  arn: string | null,
): PolicySubject | 'principalKindUnknown' | 'principalNotInWorkspace' {
  const [, , service = '', , account = '', name = ''] = splitArn(arn ?? '');
  const session = service === 'sts' ? /^assumed-role\/([^/]+)\//.exec(name)?.[1] : undefined;
  const isPrincipal = service === 'iam' && /^(user|role)\//.test(name);
  if (session === undefined && !isPrincipal) return 'principalKindUnknown';
  for (const view of (views?.all ?? []).toSorted((a, b) => (a.readAt < b.readAt ? 1 : -1))) {
    const of = [...factsOf([view], 'roles'), ...factsOf([view], 'users')].find(({ fact }) =>
      session === undefined
        ? fact.arn === arn
        : 'roleId' in fact && fact.account === account && fact.name === session,
    );
    if (of) return { kind: 'principal', snapshotId: view.snapshotId, arn: of.fact.arn };
  }
  return 'principalNotInWorkspace';
}
