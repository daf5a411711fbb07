/** GetSessionToken and GetFederationToken: sessions of long-term keys. Source: facts/sts-iam.md §1. */
import { structuresOf, textOf } from '../input.ts';
import type { Asked, Input } from '../wire.ts';
import { durationOf, nameOf, packedSize, tagsOf } from './stsInput.ts';
import { accessDenied, checkMfa, credentialsOf, give } from './stsSession.ts';

/** Sessions of the root user last an hour at most; a longer time is cut without a word. */
function secondsOf({ key }: Asked, input: Input): number {
  const seconds = durationOf(input, 129_600, 43_200);
  return key.arn.endsWith(':root') ? Math.min(seconds, 3600) : seconds;
}

function refuseTemporary({ key, operation }: Asked): void {
  if (key.sessionToken !== undefined) throw accessDenied(`Cannot call ${operation} with session credentials`);
}

export function getSessionToken(asked: Asked, input: Input): object {
  refuseTemporary(asked);
  const seconds = secondsOf(asked, input);
  const { account, arn, userId, denied } = asked.key;
  const mfa = checkMfa(asked, input);
  const session = give(asked, seconds, {
    account,
    arn,
    userId,
    ...(denied === undefined ? {} : { denied }),
    session: { kind: 'sessionToken', mfa, tags: {}, transitiveTagKeys: [] },
  });
  return { Credentials: credentialsOf(session) };
}

export function getFederationToken(asked: Asked, input: Input): object {
  refuseTemporary(asked);
  const name = nameOf(input, 'Name', 32);
  const seconds = secondsOf(asked, input);
  const { tags } = tagsOf(input);
  const packed = packedSize(input, { tags, transitiveTagKeys: [] });
  const bounded = textOf(input, 'Policy') !== undefined || structuresOf(input, 'PolicyArns').length > 0;
  const { account, denied = [] } = asked.key;
  const session = give(asked, seconds, {
    account,
    arn: `arn:aws:sts::${account}:federated-user/${name}`,
    userId: `${account}:${name}`,
    // Without a policy of its own it may do nothing.
    denied: bounded ? denied : ['*'],
    session: { kind: 'federation', mfa: false, tags, transitiveTagKeys: [] },
  });
  return {
    Credentials: credentialsOf(session),
    FederatedUser: { FederatedUserId: session.userId, Arn: session.arn },
    PackedPolicySize: packed,
  };
}
