/** SAML responses as an identity provider signs them: what is read of them, what is told, and how long they are held. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unread as nothingRead } from '#domain/estate/facts.ts';
import { Saml } from '../../electron/engine/sessions/saml/saml.ts';
import { openUserStore } from '#userstore/open.ts';
import type { ResponseOptions } from '../identityProvider/saml.ts';
import { type IdentityProvider, startIdentityProvider } from '../identityProvider/server.ts';
import { account, admin, facts } from '../support/smallEstate.ts';

const provider = `arn:aws:iam::${account}:saml-provider/ADFS`;
const other = `arn:aws:iam::${account}:role/Other`;
const folder = mkdtempSync(join(tmpdir(), 'treeline-saml-'));
const { store } = openUserStore(folder);
const estate = { snapshotId: 1, readAt: '2026-11-20T08:00:00.000Z', facts: facts() };
const saml = new Saml({ store, estates: () => Promise.resolve([estate]) });
const knowingNothing = new Saml({ store, estates: () => Promise.resolve([]) });

let idp: IdentityProvider;
beforeAll(async () => {
  idp = await startIdentityProvider({ response: { roles: [`${admin},${provider}`] } });
});
afterAll(async () => {
  await idp.close();
  store.close();
  rmSync(folder, { recursive: true });
});

const read = (options: ResponseOptions, by = saml) =>
  by.read({ kind: 'samlResponse', response: idp.respond(options) });
const codes = (problems: readonly { code: string; severity: string }[]) =>
  problems.map(({ code, severity }) => `${code} ${severity}`);

describe('a signed response', () => {
  it('says who signs in to which role, for how long and with what', async () => {
    const view = await read({
      sessionDuration: 3600,
      sessionEndsAfter: 7200,
      sourceIdentity: 'kim',
      tags: { Team: 'blue' },
      transitiveTagKeys: ['Team'],
    });
    expect(view).toMatchObject({
      handle: expect.stringMatching(/^[0-9a-f]{32}$/),
      issuer: 'https://idp.example.com/saml',
      subject: 'kim@example.com',
      recipient: 'https://signin.aws.amazon.com/saml',
      audiences: ['urn:amazon:webservices'],
      sessionName: 'kim@example.com',
      durationSeconds: 3600,
      sourceIdentity: 'kim',
      tags: [{ key: 'Team', value: 'blue' }],
      transitiveTagKeys: ['Team'],
      problems: [],
    });
    for (const time of [view.issuedAt, view.notBefore, view.notOnOrAfter, view.sessionNotOnOrAfter])
      expect(Math.abs(Date.parse(time!) - Date.now())).toBeLessThan(3 * 3_600_000);
    expect(view.roles).toMatchObject([
      {
        roleArn: admin,
        principalArn: provider,
        account,
        accountAlias: 'Production',
        roleName: 'Admin',
        known: true,
      },
    ]);
    // Its trust policy allows neither tags nor a source identity.
    expect(codes(view.roles[0]!.problems)).toEqual(['providerNotTrusted error', 'providerNotTrusted error']);
  });

  it.each<[string, ResponseOptions, string[], string[]]>([
    ['all is right', {}, [], []],
    ['the provider comes first', { providerFirst: true }, [], []],
    ['expired', { flaw: 'expired' }, ['expired error'], []],
    ['not yet valid', { flaw: 'notYetValid' }, ['notYetValid error'], []],
    ['for somebody else', { flaw: 'wrongRecipient' }, ['recipientNotAws error'], ['wrongAudience error']],
    ['for another partition', { recipient: 'https://signin.amazonaws.cn/saml' }, [], ['wrongAudience error']],
    ['unsigned', { flaw: 'unsigned' }, ['notSigned error'], []],
    ['no roles', { flaw: 'noRoles' }, ['noRoles error'], []],
    ['encrypted', { flaw: 'encrypted' }, ['encrypted warning'], []],
    ['no session name', { flaw: 'noSessionName' }, ['noSessionName error'], []],
    ['a role that is not there', { roles: [`${other},${provider}`] }, [], ['roleUnknown warning']],
    ['longer than the role allows', { sessionDuration: 7200 }, [], ['durationAboveRole warning']],
  ])('%s', async (_, options, whole, ofRoles) => {
    const view = await read(options);
    expect(codes(view.problems)).toEqual(whole);
    expect(view.roles.flatMap(({ problems }) => codes(problems))).toEqual(ofRoles);
  }); // prettier-ignore

  it.each(['entity', 'twoAssertions'] as const)('with the flaw %s is not read at all', async (flaw) => {
    await expect(read({ flaw })).rejects.toMatchObject({ code: 'saml.unreadable' });
  });

  it('is judged by itself alone where nothing is known of its roles', async () => {
    const view = await read({ roles: [`${other},${provider}`], sessionDuration: 43_200 }, knowingNothing);
    expect(view.roles).toMatchObject([{ known: null, accountAlias: null, problems: [] }]);
    const unread = { ...estate, facts: facts({ roles: nothingRead('accessDenied').roles }) };
    const denied = new Saml({ store, estates: () => Promise.resolve([unread]) });
    expect((await read({}, denied)).roles).toMatchObject([
      { known: null, accountAlias: 'Production', problems: [] },
    ]);
  });
});

describe('a response that is held', () => {
  it('is shown as often as one likes, until it is forgotten', async () => {
    const response = idp.respond();
    const handle = saml.deposit(response);
    const view = await saml.read({ kind: 'samlHandle', handle });
    expect(view.handle).toBe(handle);
    expect(JSON.stringify(view)).not.toContain(response.slice(100, 200));
    await saml.read({ kind: 'samlHandle', handle });
    expect(saml.response(handle)).toBe(response);
    saml.forget(handle);
    await expect(saml.read({ kind: 'samlHandle', handle })).rejects.toMatchObject({
      code: 'saml.responseGone',
    });
  });

  it('was pasted with line breaks, and is used without', async () => {
    const response = idp.respond();
    const pasted = `${response.replaceAll(/(.{76})/g, '$1\n')}\n`;
    const { handle } = await saml.read({ kind: 'samlResponse', response: pasted });
    expect(saml.response(handle)).toBe(response);
  });

  it('is gone when it is forgotten', async () => {
    const { handle } = await read({});
    saml.forget(handle);
    expect(() => saml.response(handle)).toThrow(expect.objectContaining({ code: 'saml.responseGone' }));
  });

  it('is asked for by nothing else', async () => {
    await expect(saml.read({ kind: 'mfaCode', code: '123456' })).rejects.toMatchObject({
      code: 'input.invalid',
    });
  });
});

describe('identity providers', () => {
  it('are kept, changed and removed', () => {
    const made = saml.saveProvider({ id: null, name: 'Example', signInUrl: 'https://idp.example.com/sso' });
    const renamed = saml.saveProvider({ ...made, name: 'Renamed' });
    expect(renamed).toEqual({ ...made, name: 'Renamed' });
    expect(saml.providers()).toEqual([renamed]);
    expect(saml.signInUrl(made.id)).toBe('https://idp.example.com/sso');
    saml.removeProvider(made.id);
    expect(saml.providers()).toEqual([]);
    expect(saml.signInUrl(made.id)).toBeNull();
    const gone = expect.objectContaining({ code: 'saml.providerNotFound' });
    expect(() => saml.removeProvider(made.id)).toThrow(gone);
    expect(() => saml.saveProvider(made)).toThrow(gone);
  });

  it('are reached over TLS, or on this machine', () => {
    const save = (signInUrl: string) => saml.saveProvider({ id: null, name: 'Plain', signInUrl });
    expect(() => save('http://idp.example.com/sso')).toThrow(
      expect.objectContaining({ code: 'input.invalid' }),
    );
    saml.removeProvider(save(idp.signInUrl).id);
  });

  it('leave no response in any file', async () => {
    const { handle } = await read({ subject: 'never-written@example.com' });
    for (const file of readdirSync(folder)) {
      const kept = readFileSync(join(folder, file), 'latin1');
      for (const secret of ['never-written', handle]) expect(kept).not.toContain(secret);
    }
  });
});
