/** Sessions as lines for the terminal. Never a secret. */
import type { Session } from '#contract/sessions/session.ts';
import { table } from './output.ts';
import { faultText, when } from './words.ts';
import { Fault, type FaultData } from '#contract/faults.ts';

const states: Readonly<Record<Session['state'], string>> = {
  fresh: 'ready',
  soon: 'ready, ends soon',
  expired: 'expired',
  gone: 'not in the keychain',
};
const needs: Readonly<Record<Session['needs'], string>> = {
  none: '',
  mfa: 'an MFA code',
  saml: 'a sign-in (SAML)',
  webIdentity: 'a token',
  portal: 'the portal’s sign-in',
};

export function sessionTable(sessions: readonly Session[]): Iterable<string> {
  if (sessions.length === 0) return ['No sessions. `treeline sts assume-role` takes one.'];
  return table([
    ['ID', 'NAME', 'ROLE', 'EXPIRES', 'STATE'],
    ...sessions.map((session) => [
      session.id,
      session.name,
      session.arn ?? `${session.roleName ?? ''} in ${session.account}`,
      when(session.expiresAt),
      states[session.state],
    ]),
  ]);
}

const accountText = ({ account, accountAlias }: Session): string =>
  accountAlias === null ? account : `${accountAlias} (${account})`;

export function* sessionLines(session: Session): Generator<string> {
  const { failure } = session;
  const rows: [string, string | null][] = [
    ['name', session.name],
    ['id', session.id],
    ['is', session.arn],
    ['account', accountText(session)],
    ['role', session.roleName],
    ['from', session.origin],
    ['Region', session.region],
    ['access key', `…${session.accessKeyTail}`],
    ['taken', when(session.takenAt)],
    ['expires', when(session.expiresAt)],
    ['state', states[session.state]],
    ['kept', session.tier === 'os-keychain' ? 'in the keychain' : 'in the memory of one process'],
    ['to refresh', needs[session.needs] || null],
    ['kept fresh', session.keepFresh ? 'while a window or a host of Treeline runs' : null],
    ['group', session.group],
    ['last try', failure && faultText(Fault.fromData(failure.fault as FaultData))],
  ];
  const shown = rows.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value]]));
  yield* table(shown);
}
