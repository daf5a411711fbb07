/** An OpenID Connect provider's tokens for tests, as GitHub's for its workflows: signed with a key of this process. */
import { generateKeyPairSync, sign } from 'node:crypto';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** PEM. */
export const webIdentityKey = publicKey.export({ type: 'spki', format: 'pem' }) as string;
export const webIdentityIssuer = 'token.example.com';

/** A token (JWT, ES256) with these claims; good for an hour from now unless they say otherwise (seconds since 1970). */
export function webIdentityToken(claims: Readonly<Record<string, unknown>> = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const standing = {
    iss: `https://${webIdentityIssuer}`,
    aud: 'sts.amazonaws.com',
    iat: now,
    exp: now + 3600,
  };
  const text = `${part({ alg: 'ES256', typ: 'JWT' })}.${part({ ...standing, sub: 'repo:example/app:ref:refs/heads/main', ...claims })}`;
  const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}
