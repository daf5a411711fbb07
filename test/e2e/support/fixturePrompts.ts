/** What sessions ask of people, for tests of the window alone: prompts, sign-ins, keys, and why AWS refused. */
import { implement, ORPCError } from '@orpc/server';
import type { FaultData } from '#contract/faults.ts';
import { contract } from '#contract/index.ts';
import type { AccessKey } from '#contract/sessions/accessKey.ts';
import type { Portal } from '#contract/sessions/portal.ts';
import type { Prompt } from '#contract/sessions/prompt.ts';
import type { Once } from '#contract/sessions/request.ts';
import type { IdentityProvider, SamlView } from '#contract/sessions/saml.ts';
import type { Cause } from '#domain/session/causeCodes.ts';
import { roles } from './fixtureEstate.ts';

const os = implement(contract);
const minute = 60_000;
const later = (minutes: number) => new Date(Date.now() + minutes * minute).toISOString();
const fault = (data: FaultData) => new ORPCError('FAULT', { status: 500, data });

/** A response that is long enough to be found again wherever it is left lying. */
export const samlResponse = 'UEhOaGJXeHdPbEpsYzNCdmJuTmxQZz09'.repeat(40);

export const prompt = (id: string, more: Partial<Prompt> = {}): Prompt => ({
  id,
  kind: 'mfaCode',
  sessionId: 's1',
  sessionName: 'prod-admin',
  mfaSerial: 'arn:aws:iam::111122223333:mfa/ann',
  refused: false,
  provider: null,
  reason: 'asked',
  askedAt: new Date(Date.now() - 1000).toISOString(),
  until: later(5),
  ...more,
});

/** `several`: as many roles as somebody has who keeps many accounts. */
export const samlView = (several: boolean): SamlView => ({
  handle: 'h1',
  issuer: 'http://adfs.corp.example.com/adfs/services/trust',
  subject: 'CORP\\ann',
  recipient: 'https://signin.aws.amazon.com/saml',
  audiences: ['urn:amazon:webservices'],
  issuedAt: later(-1),
  notBefore: later(-1),
  notOnOrAfter: later(4),
  sessionName: 'ann@corp.example.com',
  durationSeconds: 14_400,
  sessionNotOnOrAfter: later(600),
  sourceIdentity: 'ann',
  tags: [
    { key: 'team', value: 'platform' },
    { key: 'cost-center', value: '4711' },
  ],
  transitiveTagKeys: ['cost-center'],
  roles: roles.slice(0, several ? 60 : 1).map(({ arn, account, name, accountName }, i) => ({
    roleArn: arn,
    principalArn: `arn:aws:iam::${account}:saml-provider/ADFS`,
    account,
    accountAlias: accountName,
    roleName: name,
    known: i % 9 !== 5,
    problems:
      i % 9 === 5
        ? [{ code: 'roleUnknown', params: { role: name }, severity: 'warning' }]
        : i % 13 === 7
          ? [
              {
                code: 'providerNotTrusted',
                params: { provider: 'ADFS', action: 'sts:AssumeRoleWithSAML' },
                severity: 'error',
              },
            ]
          : [],
  })),
  problems: several
    ? [{ code: 'durationAboveRole', params: { seconds: '14400', most: '3600' }, severity: 'warning' }]
    : [],
});

const firstPortals = (): Portal[] => [
  {
    id: 'p1',
    name: 'Corp',
    startUrl: 'https://corp.awsapps.com/start',
    region: 'eu-central-1',
    signedInUntil: null,
  },
  {
    id: 'p2',
    name: 'Partner',
    startUrl: 'https://partner.awsapps.com/start',
    region: 'us-east-1',
    signedInUntil: later(420),
  },
];
const firstKeys = (): AccessKey[] => [
  {
    id: 'k1',
    name: 'ann-laptop',
    accessKeyTail: '7Q2B',
    account: '111122223333',
    userArn: 'arn:aws:iam::111122223333:user/ann',
    mfaSerial: 'arn:aws:iam::111122223333:mfa/ann',
    addedAt: '2026-10-02T08:00:00Z',
    present: true,
  },
];
const firstProviders = (): IdentityProvider[] => [
  {
    id: 'i1',
    name: 'AD FS',
    signInUrl:
      'https://adfs.corp.example.com/adfs/ls/IdpInitiatedSignOn.aspx?loginToRp=urn:amazon:webservices',
  },
];

export type PeopleFixture = ReturnType<typeof peopleFixture>;

export function peopleFixture() {
  let prompts: readonly Prompt[] = [];
  let changed = Promise.withResolvers<void>();
  let allowed = Promise.withResolvers<void>();
  let portals = firstPortals();
  let keys = firstKeys();
  let providers = firstProviders();
  const control = {
    answers: [] as { readonly id: string; readonly once: Once }[],
    dismissed: [] as string[],
    forgotten: [] as string[],
    causes: [] as Cause[],
    severalRoles: true,
    /** Shows these prompts, in every window. */
    show(list: readonly Prompt[]) {
      prompts = list;
      changed.resolve();
      changed = Promise.withResolvers();
    },
    /** A person allowed the access at the portal. */
    allow: () => allowed.resolve(),
    reset() {
      control.answers.length = control.dismissed.length = control.forgotten.length = 0;
      control.causes = [];
      control.severalRoles = true;
      allowed = Promise.withResolvers();
      portals = firstPortals();
      keys = firstKeys();
      providers = firstProviders();
      control.show([]);
    },
  };
  const without = (id: string) => control.show(prompts.filter((each) => each.id !== id));
  const ended = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
  const change = (id: string, to: Partial<Portal>) =>
    (portals = portals.map((each) => (each.id === id ? { ...each, ...to } : each)));

  const procedures = {
    prompts: {
      watch: os.prompts.watch.handler(async function* ({ signal }) {
        const over = ended(signal);
        while (!signal?.aborted) {
          const next = changed.promise;
          yield [...prompts];
          await Promise.race([next, over]);
        }
      }),
      answer: os.prompts.answer.handler(({ input }) => {
        control.answers.push(input);
        without(input.id);
        return {};
      }),
      dismiss: os.prompts.dismiss.handler(({ input }) => {
        control.dismissed.push(input.id);
        without(input.id);
        return {};
      }),
    },
    accessKeys: {
      list: os.accessKeys.list.handler(() => keys),
      add: os.accessKeys.add.handler(({ input }) => {
        const added: AccessKey = {
          id: `k${keys.length + 1}`,
          name: input.name,
          accessKeyTail: input.accessKeyId.slice(-4),
          account: '111122223333',
          userArn: 'arn:aws:iam::111122223333:user/build',
          mfaSerial: input.mfaSerial,
          addedAt: new Date().toISOString(),
          present: true,
        };
        keys = [...keys, added];
        return added;
      }),
      remove: os.accessKeys.remove.handler(({ input }) => {
        keys = keys.filter(({ id }) => id !== input.id);
        return {};
      }),
    },
    portals: {
      list: os.portals.list.handler(() => portals),
      save: os.portals.save.handler(({ input }) => {
        const saved: Portal = { ...input, id: input.id ?? `p${portals.length + 1}`, signedInUntil: null };
        portals = [...portals.filter(({ id }) => id !== saved.id), saved];
        return saved;
      }),
      remove: os.portals.remove.handler(({ input }) => {
        portals = portals.filter(({ id }) => id !== input.id);
        return {};
      }),
      signIn: os.portals.signIn.handler(async function* ({ input, signal }) {
        const address = 'https://device.sso.eu-central-1.amazonaws.com/?user_code=KQZB-NRTW';
        const until = later(10);
        yield input.way === 'code'
          ? { step: 'code' as const, address, userCode: 'KQZB-NRTW', until }
          : { step: 'browser' as const, address, until };
        await Promise.race([allowed.promise, ended(signal)]);
        if (signal?.aborted) return;
        const signedInUntil = later(480);
        change(input.id, { signedInUntil });
        control.show(prompts.filter(({ kind, provider }) => kind !== 'portal' || provider !== input.id));
        yield { step: 'done' as const, signedInUntil };
      }),
      signOut: os.portals.signOut.handler(({ input }) => {
        change(input.id, { signedInUntil: null });
        return {};
      }),
      accounts: os.portals.accounts.handler(() =>
        Array.from({ length: 340 }, (_, i) => ({
          account: String(111_122_220_000 + i),
          name: `${['prod', 'stage', 'dev', 'sandbox'][i % 4]}-${['payments', 'search', 'data', 'web'][(i >> 2) % 4]}-${i}`,
          email: `aws+${i}@corp.example.com`,
        })),
      ),
      roles: os.portals.roles.handler(() => ['Administrator', 'PowerUser', 'ReadOnly']),
    },
    saml: {
      providers: os.saml.providers.handler(() => providers),
      saveProvider: os.saml.saveProvider.handler(({ input }) => {
        const saved = { ...input, id: input.id ?? `i${providers.length + 1}` };
        providers = [...providers.filter(({ id }) => id !== saved.id), saved];
        return saved;
      }),
      removeProvider: os.saml.removeProvider.handler(({ input }) => {
        providers = providers.filter(({ id }) => id !== input.id);
        return {};
      }),
      read: os.saml.read.handler(({ input }) => {
        if (input.kind === 'samlResponse' && input.response !== samlResponse)
          throw fault({ code: 'saml.unreadable', params: { detail: 'no Response element' } });
        return samlView(control.severalRoles);
      }),
      forget: os.saml.forget.handler(({ input }) => {
        control.forgotten.push(input.handle);
        return {};
      }),
    },
    causes: os.sessions.causes.handler(() => control.causes),
    identity: os.sessions.identity.handler(({ input }) => ({
      account: '111122223333',
      accountAlias: 'prod',
      arn: 'arn:aws:sts::111122223333:assumed-role/Deploy/ann',
      userId: 'AROAEXAMPLE:ann',
      kind: 'roleSession' as const,
      name: 'Deploy',
      sessionName: 'ann',
      partition: 'aws',
      region: input.region ?? 'eu-central-1',
      expiresAt: later(30),
    })),
  };
  return { control, procedures };
}
