/** Sessions for tests of the window alone: a list that a test may look at, and answers to the questions about it. */
import { implement, ORPCError } from '@orpc/server';
import { contract } from '#contract/index.ts';
import type { Session } from '#contract/sessions/session.ts';
import type { RoleRequest } from '#domain/session/request.ts';
import { roles } from './fixtureEstate.ts';

const os = implement(contract);

const request = (roleArn: string, region: string, profile: string | null): RoleRequest => ({
  kind: 'role',
  source: { kind: 'profile', profile },
  roleArn,
  sessionName: 'treeline',
  durationSeconds: 3600,
  externalId: null,
  policy: null,
  policyArns: [],
  tags: [],
  transitiveTagKeys: [],
  sourceIdentity: null,
  mfaSerial: null,
  region,
});

export function firstSessions(now: number): Session[] {
  const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
  const session = (
    id: string,
    name: string,
    minutes: number,
    asked: RoleRequest,
    more: Partial<Session> = {},
  ): Session => ({
    id,
    name,
    request: asked,
    arn: asked.roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/') + '/treeline',
    account: asked.roleArn.split(':')[4]!,
    accessKeyTail: 'Q7ZA',
    takenAt: at(-20),
    expiresAt: at(minutes),
    lengthSeconds: (minutes + 20) * 60,
    tier: 'os-keychain',
    group: null,
    favourite: false,
    keepFresh: false,
    state: minutes <= 0 ? 'expired' : minutes < 5 ? 'soon' : 'fresh',
    accountAlias: null,
    roleName: asked.roleArn.split('/').at(-1)!,
    region: asked.region,
    needs: 'none',
    origin: asked.source.kind === 'profile' ? asked.source.profile : null,
    refreshing: false,
    failure: null,
    ...more,
  });
  return [
    session('s1', 'prod-admin', 41, request(roles[0]!.arn, 'eu-central-1', 'corp')),
    session('s2', 'sandbox-dev', 3, request(roles[2]!.arn, 'us-east-1', null)),
    session('s3', 'billing', -12, request(roles[3]!.arn, 'eu-central-1', 'corp'), { tier: 'memory' }),
    session('s4', 'audit', 300, request(roles[5]!.arn, 'eu-central-1', 'corp'), { state: 'gone' }),
  ];
}

const hour = 3_600_000;
const ready = { tier: 'os-keychain' as const, reason: 'ready' as const };
const none = (name: string): never => {
  throw new ORPCError('FAULT', { status: 500, data: { code: 'session.notFound', params: { name } } });
};

export function sessionProcedures({ empty }: { readonly empty: () => boolean }) {
  let sessions = firstSessions(Date.now());
  const at = (id: string): Session => {
    const found = sessions.find((each) => each.id === id);
    return found ?? none(id);
  };
  const put = (session: Session): Session => {
    sessions = [...sessions.filter(({ id }) => id !== session.id), session];
    return session;
  };
  return {
    secrets: {
      vault: os.secrets.vault.handler(() => ready),
      probe: os.secrets.probe.handler(() => ({
        ...ready,
        steps: { write: true, read: true, remove: true },
        milliseconds: 12,
      })),
      list: os.secrets.list.handler(() => []),
      clean: os.secrets.clean.handler(({ input }) => ({ removed: input.items.length })),
    },
    prompts: {
      watch: os.prompts.watch.handler(async function* () {
        yield [];
      }),
      answer: os.prompts.answer.handler(() => ({})),
      dismiss: os.prompts.dismiss.handler(() => ({})),
    },
    accessKeys: {
      list: os.accessKeys.list.handler(() => []),
      add: os.accessKeys.add.handler(() => none('key')),
      remove: os.accessKeys.remove.handler(() => ({})),
    },
    portals: {
      list: os.portals.list.handler(() => []),
      save: os.portals.save.handler(({ input }) => ({ ...input, id: 'p1', signedInUntil: null })),
      remove: os.portals.remove.handler(() => ({})),
      signIn: os.portals.signIn.handler(async function* () {
        yield { step: 'done' as const, signedInUntil: new Date(Date.now() + hour).toISOString() };
      }),
      signOut: os.portals.signOut.handler(() => ({})),
      accounts: os.portals.accounts.handler(() => []),
      roles: os.portals.roles.handler(() => []),
    },
    saml: {
      providers: os.saml.providers.handler(() => []),
      saveProvider: os.saml.saveProvider.handler(({ input }) => ({ ...input, id: 'i1' })),
      removeProvider: os.saml.removeProvider.handler(() => ({})),
      read: os.saml.read.handler(() => none('response')),
      forget: os.saml.forget.handler(() => ({})),
    },
    awsFiles: {
      read: os.awsFiles.read.handler(() => none('file')),
      plan: os.awsFiles.plan.handler(() => none('file')),
      write: os.awsFiles.write.handler(() => none('file')),
      remove: os.awsFiles.remove.handler(() => none('file')),
      takeKeys: os.awsFiles.takeKeys.handler(() => none('file')),
    },
    sessions: {
      watch: os.sessions.watch.handler(async function* () {
        yield empty() ? [] : sessions;
      }),
      edit: os.sessions.edit.handler(({ input }) => at(input.id)),
      causes: os.sessions.causes.handler(() => []),
      identity: os.sessions.identity.handler(() => none('identity')),
      console: os.sessions.console.handler(() => none('console')),
      accountOfKey: os.sessions.accountOfKey.handler(() => none('key')),
      tryIt: os.sessions.tryIt.handler(async function* () {}),
      list: os.sessions.list.handler(() => (empty() ? [] : sessions)),
      take: os.sessions.take.handler(({ input }) => {
        const now = Date.now();
        const first = firstSessions(now)[0]!;
        return put({
          ...first,
          id: `s${sessions.length + 1}`,
          name: input.name,
          request: input.request,
          account: 'roleArn' in input.request ? input.request.roleArn.split(':')[4]! : first.account,
          accessKeyTail: 'NEW1',
          takenAt: new Date(now).toISOString(),
          expiresAt: new Date(now + hour).toISOString(),
          state: 'fresh',
        });
      }),
      refresh: os.sessions.refresh.handler(({ input }) =>
        put({ ...at(input.id), expiresAt: new Date(Date.now() + hour).toISOString(), state: 'fresh' }),
      ),
      remove: os.sessions.remove.handler(
        ({ input }) => void (sessions = sessions.filter((each) => each.id !== input.id)),
      ),
      reveal: os.sessions.reveal.handler(() => ({
        accessKeyId: 'ASIAEXAMPLEEXAMPQ7ZA',
        secretAccessKey: 'not-a-secret-only-an-example-of-one-0000',
        sessionToken: 'not-a-token/'.repeat(20),
        expiresAt: new Date(Date.now() + hour).toISOString(),
      })),
    },
  };
}
