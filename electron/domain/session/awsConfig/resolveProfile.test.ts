import { describe, expect, it } from 'vitest';
import { handKeys, joinFiles } from './files.ts';
import { planImport } from './importPlan.ts';
import { beginMark, endMark } from './managed.ts';
import { readShared } from './readShared.ts';
import { resolveProfile } from './resolveProfile.ts';

const role = 'arn:aws:iam::111122223333:role/team/Dev';
const device = 'arn:aws:iam::111122223333:mfa/ann';
const hidden = 'hidden0hidden0hidden0hidden0hidden0hidde';
const keys = `aws_access_key_id = AKIAEXAMPLEEXAMPLE00\naws_secret_access_key = ${hidden}`;
const config = `
[default]
region = eu-west-1
[profile mfa]
mfa_serial = ${device}
[profile dev]
role_arn = ${role}
source_profile = mfa
mfa_serial = ${device}
external_id = x-1
role_session_name = ann
duration_seconds = 7200
[profile deeper]
role_arn = arn:aws-cn:iam::111122223333:role/R
source_profile = dev
duration_seconds = soon
[profile self]
role_arn = ${role}
source_profile = self
region = us-west-2
[profile one]
role_arn = ${role}
source_profile = two
[profile two]
role_arn = ${role}
source_profile = one
[profile lost]
role_arn = ${role}
source_profile = nowhere
[profile bare]
role_arn = ${role}
[profile both]
role_arn = ${role}
source_profile = mfa
credential_source = Environment
[profile machine]
role_arn = ${role}
credential_source = Ec2InstanceMetadata
[profile odd]
role_arn = ${role}
credential_source = Elsewhere
[profile web]
role_arn = ${role}
web_identity_token_file = /run/token
[profile webless]
web_identity_token_file = /run/token
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-central-1
sso_registration_scopes = sso:account:access, x
[profile portal]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Admin
region = eu-west-3
[profile legacy]
sso_start_url = https://old.awsapps.com/start
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = Admin
[profile differs]
sso_session = corp
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = Admin
[profile nosession]
sso_session = gone
sso_account_id = 111122223333
sso_role_name = Admin
[profile short]
sso_session = corp
sso_account_id = 1111
sso_role_name = Admin
[profile run]
credential_process = /opt/tool --x "a b"
[profile ofrun]
role_arn = ${role}
source_profile = run
[profile signed]
login_session = arn:aws:iam::111122223333:user/ann
[profile half]
aws_access_key_id = AKIAEXAMPLEEXAMPLE01
[profile temporary]
${keys}
aws_session_token = ${hidden}
[profile many]
${keys}
credential_process = x
[profile empty]
role_arn =
${beginMark}
[profile ours]
# session 1
credential_process = treeline
${endMark}
`;
const credentials = `[mfa]\n${keys}\n[self]\n${keys}\n[plain]\n${keys}\n`;
const files = joinFiles(readShared(config, 'config'), readShared(credentials, 'credentials'));

describe('the chain of a profile', () => {
  it.each<[string, string[], string[]]>([
    ['dev', ['role dev', 'keys mfa'], []],
    ['deeper', ['role deeper', 'role dev', 'keys mfa'], ['durationNotNumber deeper']],
    ['self', ['role self', 'keys self'], []],
    ['one', [], ['loop two one']],
    ['lost', [], ['sourceMissing lost nowhere']],
    ['bare', [], ['noSource bare']],
    ['both', [], ['bothSources both']],
    ['machine', ['role machine', 'credentialSource machine'], []],
    ['odd', [], ['credentialSourceUnknown odd Elsewhere']],
    ['web', ['webIdentity web'], []],
    ['webless', [], ['roleMissing webless']],
    ['portal', ['portal portal'], []],
    ['legacy', ['portal legacy'], []],
    ['differs', [], ['portalDiffers differs sso_region']],
    ['nosession', [], ['portalSessionMissing nosession gone']],
    ['short', [], ['portalIncomplete short sso_account_id']],
    ['ofrun', ['role ofrun', 'process run'], []],
    ['signed', ['login signed'], []],
    ['half', [], ['keysIncomplete half aws_secret_access_key']],
    ['many', ['process many'], ['severalWays many']],
    ['empty', [], ['noCredentials empty']],
    ['nobody', [], ['profileMissing nobody']],
  ])('%s', (name, steps, problems) => {
    const meaning = resolveProfile(files, name);
    expect(meaning.steps.map(({ kind, profile }) => `${kind} ${profile}`)).toEqual(steps);
    expect(
      meaning.problems.map(({ code, profile, about }) => [code, profile, about].filter(Boolean).join(' ')),
    ).toEqual(problems);
  });

  it('says all that a role and a portal are asked with', () => {
    expect(resolveProfile(files, 'dev').steps[0]).toEqual({
      kind: 'role',
      profile: 'dev',
      roleArn: role,
      sessionName: 'ann',
      externalId: 'x-1',
      mfaSerial: device,
      durationSeconds: 7200,
    });
    expect(resolveProfile(files, 'portal')).toMatchObject({
      region: 'eu-west-3',
      steps: [{ session: 'corp', region: 'eu-central-1', scopes: ['sso:account:access', 'x'] }],
    });
  });
});

describe('what is brought over', () => {
  const plan = planImport(files);
  const of = (name: string) => plan.find(({ profile }) => profile === name)!;

  it.each<[string, string | null, string[]]>([
    ['dev', 'role', ['regionMade', 'moveKeys']],
    ['deeper', 'role', ['chained', 'sessionNameMade', 'regionMade']],
    ['self', 'role', ['sessionNameMade', 'ownKeys']],
    ['mfa', 'sessionToken', ['regionMade', 'moveKeys']],
    ['plain', null, ['keysOnly', 'moveKeys']],
    ['temporary', null, ['temporaryKeys']],
    ['one', null, ['unresolved']],
    ['machine', null, ['credentialSource']],
    ['web', 'webIdentity', ['tokenFromFile', 'sessionNameMade', 'regionMade']],
    ['portal', 'portalRole', []],
    ['legacy', 'portalRole', []],
    ['run', null, ['processOnly', 'runsProcess']],
    ['ofrun', 'role', ['sessionNameMade', 'regionMade', 'runsProcess']],
    ['signed', null, ['loginOnly']],
    ['ours', null, ['managed', 'runsProcess']],
  ])('of %s: %s', (name, kind, notes) => {
    expect([of(name).request?.kind ?? null, of(name).notes]).toEqual([kind, notes]);
  });

  it('is whole requests', () => {
    expect(of('deeper').request).toMatchObject({
      source: { kind: 'profile', profile: 'dev' },
      region: 'cn-north-1',
      sessionName: 'treeline-deeper',
      durationSeconds: null,
    });
    expect(of('portal').request).toEqual({
      kind: 'portalRole',
      portal: {
        startUrl: 'https://corp.awsapps.com/start',
        region: 'eu-central-1',
        scopes: ['sso:account:access', 'x'],
      },
      account: '111122223333',
      roleName: 'Admin',
      region: 'eu-west-3',
    });
    expect(of('plain')).toMatchObject({ file: 'credentials', line: 7 });
    expect(of('mfa')).toMatchObject({ file: 'config', line: 4 });
    expect([of('ofrun').commands, of('dev').keysOf, of('deeper').keysOf]).toEqual([
      ['/opt/tool --x "a b"'],
      'mfa',
      null,
    ]);
  });

  it('holds no secret; long-term keys are handed over by themselves', () => {
    const said = JSON.stringify([
      plan,
      [...files.profiles.keys()].map((name) => resolveProfile(files, name)),
    ]);
    expect(said).not.toMatch(/hidden|AKIA/);
    expect(handKeys(files, 'mfa')).toEqual({
      accessKeyId: 'AKIAEXAMPLEEXAMPLE00',
      secretAccessKey: hidden,
    });
    expect([handKeys(files, 'temporary'), handKeys(files, 'half'), handKeys(files, 'nobody')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
