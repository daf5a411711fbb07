import type { RoleRequest } from '#domain/session/request.ts';

/** An AssumeRole by the standard credential chain that says no more than it must. */
export const roleRequest = (roleArn: string, more: Partial<RoleRequest> = {}): RoleRequest => ({
  kind: 'role',
  source: { kind: 'profile', profile: null },
  roleArn,
  sessionName: 'kim',
  externalId: null,
  tags: [],
  transitiveTagKeys: [],
  sourceIdentity: null,
  mfaSerial: null,
  region: 'ap-northeast-2',
  durationSeconds: null,
  policy: null,
  policyArns: [],
  ...more,
});
