/** Whom the policies are of, as the address says it: kind, snapshot and names, parted by `|`. */
import type { PolicySubject } from '#contract/policy/place.ts';

/** A subject of the engine, or a user of a directory, who reaches roles. */
export type Opened =
  | Exclude<PolicySubject, { kind: 'documents' }>
  | { readonly kind: 'directoryUser'; readonly snapshotId: number; readonly objectId: number };

export function toAddress(opened: Opened): string {
  const parts = (...rest: readonly (string | number | null)[]) =>
    [opened.kind, opened.snapshotId, ...rest.map((part) => part ?? '')].join('|');
  switch (opened.kind) {
    case 'principal':
      return parts(opened.arn);
    case 'permissionSet':
      return parts(opened.instanceArn, opened.arn, opened.account);
    case 'policy':
      return parts(opened.arn, opened.versionId);
    case 'inline':
      return parts(opened.holderArn, opened.name);
    case 'directoryUser':
      return parts(opened.objectId);
  }
}

/** Null where the address is none of ours: it may come from anywhere. */
export function fromAddress(text: string | undefined): Opened | null {
  const [kind, snapshot, first = '', second = '', third = ''] = (text ?? '').split('|');
  if (!/^\d{1,15}$/.test(snapshot ?? '') || first === '') return null;
  const snapshotId = Number(snapshot);
  switch (kind) {
    case 'principal':
      return { kind, snapshotId, arn: first };
    case 'permissionSet':
      return second === ''
        ? null
        : {
            kind,
            snapshotId,
            instanceArn: first,
            arn: second,
            account: /^\d{12}$/.test(third) ? third : null,
          };
    case 'policy':
      return { kind, snapshotId, arn: first, versionId: second || null };
    case 'inline':
      return second === '' ? null : { kind, snapshotId, holderArn: first, name: second };
    case 'directoryUser':
      return /^\d{1,15}$/.test(first) ? { kind, snapshotId, objectId: Number(first) } : null;
    default:
      return null;
  }
}

/** An IAM user, not a role. */
export const isUser = (opened: Opened): boolean => opened.kind === 'principal' && /:user\//.test(opened.arn);

/** Where the policy place shows what a subject can do. */
export const policyPlace = (opened: Opened, more: Readonly<Record<string, string>> = {}) => ({
  path: '/policy',
  query: { of: toAddress(opened), ...more },
});
