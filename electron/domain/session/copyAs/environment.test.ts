import { describe, expect, it } from 'vitest';
import { environmentForms, environmentLines } from './environment.ts';
import type { EnvironmentForm } from './environment.ts';

const session = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'a/b+c=',
  sessionToken: "t'\\",
  region: 'eu-west-1',
  expiresAt: '2026-11-22T10:00:00Z',
};

describe('credentials for a shell', () => {
  it.each<[EnvironmentForm, string[]]>([
    [
      'posix',
      [
        'export AWS_ACCESS_KEY_ID=ASIAEXAMPLE',
        'export AWS_SECRET_ACCESS_KEY=a/b+c=',
        `export AWS_SESSION_TOKEN='t'\\''\\'`,
        'export AWS_REGION=eu-west-1',
        'export AWS_DEFAULT_REGION=eu-west-1',
        'export AWS_CREDENTIAL_EXPIRATION=2026-11-22T10:00:00Z',
        'unset AWS_PROFILE',
      ],
    ],
    [
      'fish',
      [
        `set -gx AWS_ACCESS_KEY_ID 'ASIAEXAMPLE'`,
        `set -gx AWS_SECRET_ACCESS_KEY 'a/b+c='`,
        `set -gx AWS_SESSION_TOKEN 't\\'\\\\'`,
        `set -gx AWS_REGION 'eu-west-1'`,
        `set -gx AWS_DEFAULT_REGION 'eu-west-1'`,
        `set -gx AWS_CREDENTIAL_EXPIRATION '2026-11-22T10:00:00Z'`,
        'set -e AWS_PROFILE',
      ],
    ],
    [
      'powershell',
      [
        `$Env:AWS_ACCESS_KEY_ID = 'ASIAEXAMPLE'`,
        `$Env:AWS_SECRET_ACCESS_KEY = 'a/b+c='`,
        `$Env:AWS_SESSION_TOKEN = 't''\\'`,
        `$Env:AWS_REGION = 'eu-west-1'`,
        `$Env:AWS_DEFAULT_REGION = 'eu-west-1'`,
        `$Env:AWS_CREDENTIAL_EXPIRATION = '2026-11-22T10:00:00Z'`,
        'Remove-Item Env:AWS_PROFILE -ErrorAction SilentlyContinue',
      ],
    ],
  ])('%s', (form, lines) => {
    expect(environmentLines(form, session)).toBe([...lines, ''].join('\n'));
  });

  it('takes away what the session does not have, save the Region', () => {
    const keys = { ...session, sessionToken: null, region: null, expiresAt: null };
    expect(environmentLines('cmd', keys)?.split('\n')).toEqual([
      'set "AWS_ACCESS_KEY_ID=ASIAEXAMPLE"',
      'set "AWS_SECRET_ACCESS_KEY=a/b+c="',
      'set "AWS_SESSION_TOKEN="',
      'set "AWS_CREDENTIAL_EXPIRATION="',
      'set "AWS_PROFILE="',
      '',
    ]);
  });

  it.each(environmentForms)('is refused for %s where a shell might obey it', (form) => {
    for (const sessionToken of ['a\nb', 'a b', '\u001b[2J', '', '가'])
      expect(environmentLines(form, { ...session, sessionToken })).toBeNull();
  });

  it.each(['%x%', '"', 'a&b', 'a^', '!a!'])('is refused for cmd: %s', (sessionToken) => {
    expect(environmentLines('cmd', { ...session, sessionToken })).toBeNull();
  });
});
