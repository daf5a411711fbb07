import { expect, it } from 'vitest';
import { placeOf } from './factPlace.ts';

const account = '111122223333';
const said = (where: string, field: string) => {
  const place = placeOf(where.startsWith('adfs') ? 8 : 6, where, field, (id) =>
    id === 8 ? { id: 5, kind: 'adfs-rules' } : { id: 4, kind: 'aws' },
  );
  if (place === null) return null;
  if (place.at === 'object') return `object ${place.dn}`;
  const { path, query } = place.to as { path: string; query: Record<string, string> };
  return `${path}?${Object.entries(query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')}`;
};

it.each([
  ['CN=A,DC=example,DC=com', 'member', 'object CN=A,DC=example,DC=com'],
  ['d-9b672e41c8 ap-northeast-2', 'RadiusStatus', '/directories?q=d-9b672e41c8'],
  [account, 'Roles', `/estate?v=reach&i=6|${account}`],
  [`arn:aws:iam::${account}:role/Admin`, 'RoleLastUsed', `/estate?v=roles&i=6|arn:aws:iam::${account}:role/Admin`],
  [`arn:aws:iam::${account}:role/Admin`, 'AssumeRolePolicyDocument.Statement[0].Principal', `/estate?v=roles&i=6|arn:aws:iam::${account}:role/Admin`],
  [`arn:aws:iam::${account}:role/Admin`, 'Statement[1]', `/policy?of=principal|6|arn:aws:iam::${account}:role/Admin&v=documents&at=Statement[1]`],
  ['arn:aws:iam::aws:policy/AdministratorAccess', 'Statement[0]', '/policy?of=policy|6|arn:aws:iam::aws:policy/AdministratorAccess|&v=documents&at=Statement[0]'],
  [`arn:aws-cn:iam::${account}:user/x`, 'LoginProfile', `/estate?v=users&i=6|arn:aws-cn:iam::${account}:user/x`],
  [`arn:aws:iam::${account}:saml-provider/X`, 'ValidUntil', `/estate?v=providers&i=6|arn:aws:iam::${account}:saml-provider/X`],
  [`arn:aws:iam::${account}:root`, 'AccountMFAEnabled', `/estate?v=credentials&q=${account}`],
  ['arn:aws:sso:::permissionSet/ssoins-1/ps-1', '', '/estate?v=permissionSets&q=arn:aws:sso:::permissionSet/ssoins-1/ps-1'],
  ['adfs.txt', 'line 15', '/mapping?v=claims&src=5&line=15'],
  ['906769d2ff-cdaaa416', '', null],
  ['arn:aws:s3:::bucket', '', null],
])('%s %s', (where, field, expected) => expect(said(where, field)).toBe(expected)); // prettier-ignore
