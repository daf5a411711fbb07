/** Where a fact stands in the window, read off what it names: a DN, an ARN, an id, a file of rules. */
import type { RouteLocationRaw } from 'vue-router';
import { toAddress } from '../policy/address.ts';
import { ofWorkspace } from '#domain/mapping/enteredMapping.ts';

/** What is opened: an object of a snapshot by its DN, or an address. */
export type FactPlace =
  | { readonly at: 'object'; readonly snapshotId: number; readonly dn: string }
  | { readonly at: 'address'; readonly to: RouteLocationRaw; readonly place: PlaceName };
export type PlaceName = 'estate' | 'policy' | 'directories' | 'mapping';

const estate = (view: string, ...key: (string | number)[]): FactPlace => ({
  at: 'address',
  place: 'estate',
  to: { path: '/estate', query: { v: view, i: key.join('|') } },
});
/** A list of the estate, searched for what stands in it under a key that is not known here. */
const estateSearch = (view: string, text: string): FactPlace => ({
  at: 'address',
  place: 'estate',
  to: { path: '/estate', query: { v: view, q: text } },
});

const isDn = (text: string): boolean => /^(?:CN|OU|DC)=/i.test(text) && text.includes('=');

/** `field` names the part: a statement of a policy is lit in its document, a line in its rules. Null: there is no place for it. */
export function placeOf(
  snapshotId: number,
  where: string,
  field: string,
  sourceOf: (snapshotId: number) => { readonly id: number; readonly kind: string } | undefined,
): FactPlace | null {
  const source = sourceOf(snapshotId);
  if (snapshotId === ofWorkspace)
    return {
      at: 'address',
      place: 'mapping',
      to: { path: '/mapping', query: { v: 'settings', s: 'entered' } },
    };
  if (source?.kind === 'adfs-rules') return rulesPlace(source.id, field);
  if (isDn(where)) return { at: 'object', snapshotId, dn: where };
  if (/^d-[0-9a-f]{10}\b/.test(where))
    return {
      at: 'address',
      place: 'directories',
      to: { path: '/directories', query: { q: where.split(' ')[0]! } },
    };
  if (/^\d{12}$/.test(where)) return estate('reach', snapshotId, where);
  const arn = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.+)$/.exec(where);
  if (arn) return ofArn(snapshotId, where, arn[1]!, arn[2]!, field);
  return null;
}

function ofArn(
  snapshotId: number,
  arn: string,
  service: string,
  resource: string,
  field: string,
): FactPlace | null {
  const kind = resource.split(/[/:]/)[0];
  if (service === 'sso') return estateSearch(kind === 'permissionSet' ? 'permissionSets' : 'centers', arn);
  if (service !== 'iam') return null;
  const statement = /Statement\[\d+\]/.exec(field)?.[0];
  const policy = (of: string): FactPlace => ({
    at: 'address',
    place: 'policy',
    to: { path: '/policy', query: { of, v: 'documents', ...(statement ? { at: statement } : {}) } },
  });
  switch (kind) {
    case 'policy':
      return policy(toAddress({ kind: 'policy', snapshotId, arn, versionId: null }));
    case 'role':
      return statement !== undefined && !field.startsWith('AssumeRolePolicyDocument')
        ? policy(toAddress({ kind: 'principal', snapshotId, arn }))
        : estate('roles', snapshotId, arn);
    case 'user':
      return estate('users', snapshotId, arn);
    case 'group':
      return estate('groups', snapshotId, arn);
    case 'saml-provider':
    case 'oidc-provider':
      return estate('providers', snapshotId, arn);
    case 'root':
      return estateSearch('credentials', /:(\d{12}):/.exec(arn)?.[1] ?? arn);
    default:
      return null;
  }
}

/** The text of a file of claim rules, at a line where one is named. */
function rulesPlace(sourceId: number, field: string): FactPlace {
  const line = /^(?:line )?(\d+)(?::|$)/.exec(field)?.[1];
  return {
    at: 'address',
    place: 'mapping',
    to: {
      path: '/mapping',
      query: { v: 'claims', src: String(sourceId), ...(line ? { line } : {}) },
    },
  };
}
