/** Sessions for tests of the window alone: a list that a test may look at, and answers to the questions about it. */
import { setTimeout as wait } from 'node:timers/promises';
import { implement, ORPCError } from '@orpc/server';
import { contract } from '#contract/index.ts';
import type { AwsFiles } from '#contract/sessions/awsFiles.ts';
import type { Session } from '#contract/sessions/session.ts';
import type { SecretItem } from '#contract/sessions/vault.ts';
import { needOf } from '#domain/session/lifetime.ts';
import type { PeopleFixture } from './fixturePrompts.ts';
import { firstFiles, firstSecrets, tryOf } from './fixtureSecrets.ts';
import { firstSessions } from './fixtureSessionData.ts';

const os = implement(contract);
const hour = 3_600_000;
const fault = (code: string, params: Record<string, unknown>): never => {
  throw new ORPCError('FAULT', { status: 500, data: { code, params } });
};
const iso = (ms: number) => new Date(Date.now() + ms).toISOString();

export interface SessionsControl {
  readonly empty: boolean;
  /** 200 of them. */
  readonly manySessions: boolean;
  /** Secrets are held in memory alone. */
  readonly memoryOnly: boolean;
}

export function sessionProcedures(control: () => SessionsControl, people: PeopleFixture['procedures']) {
  let changed: Session[] | null = null;
  let secrets: readonly SecretItem[] = firstSecrets;
  let files: AwsFiles = firstFiles;
  let next = Promise.withResolvers<void>();
  const tell = () => {
    next.resolve();
    next = Promise.withResolvers();
  };
  let first: { readonly many: boolean; readonly list: Session[] } | null = null;
  const all = (): Session[] => {
    const { empty, manySessions } = control();
    if (empty) return [];
    if (first?.many !== manySessions)
      first = { many: manySessions, list: firstSessions(Date.now(), manySessions) };
    return changed ?? first.list;
  };
  const at = (id: string): Session =>
    all().find((each) => each.id === id) ?? fault('session.notFound', { name: id });
  const put = (session: Session): Session => {
    const list = all();
    changed = list.some(({ id }) => id === session.id)
      ? list.map((each) => (each.id === session.id ? session : each))
      : [...list, session];
    tell();
    return session;
  };
  const vault = () =>
    control().memoryOnly
      ? { tier: 'memory' as const, reason: 'absent' as const }
      : { tier: 'os-keychain' as const, reason: 'ready' as const };
  function reset() {
    changed = first = null;
    secrets = firstSecrets;
    files = firstFiles;
    tell();
  }
  reset();

  const procedures = {
    secrets: {
      vault: os.secrets.vault.handler(vault),
      probe: os.secrets.probe.handler(() => ({
        ...vault(),
        steps: { write: !control().memoryOnly, read: !control().memoryOnly, remove: !control().memoryOnly },
        milliseconds: 12,
      })),
      list: os.secrets.list.handler(() => (control().empty ? [] : [...secrets])),
      clean: os.secrets.clean.handler(({ input }) => {
        const before = secrets.length;
        secrets = secrets.filter(
          ({ kind, id, state }) =>
            state === 'inUse' || !input.items.some((each) => each.kind === kind && each.id === id),
        );
        return { removed: before - secrets.length };
      }),
    },
    prompts: people.prompts,
    accessKeys: people.accessKeys,
    portals: people.portals,
    saml: people.saml,
    awsFiles: {
      read: os.awsFiles.read.handler(() =>
        control().empty ? { ...files, profiles: [], problems: [] } : files,
      ),
      plan: os.awsFiles.plan.handler(({ input }) => {
        if (input.profile === 'prod') return fault('awsFiles.nameTaken', {});
        const command = `credential_process = /opt/treeline/treeline credential-process --session ${at(input.id).id}`;
        return {
          profile: input.profile,
          configPath: files.configPath,
          digest: files.digest,
          lines: [
            { kind: 'kept' as const, text: '# >>> treeline' },
            {
              kind: 'removed' as const,
              text: 'credential_process = /opt/treeline-2025/treeline credential-process --session s0',
            },
            { kind: 'added' as const, text: `[profile ${input.profile}]` },
            { kind: 'added' as const, text: command },
            { kind: 'added' as const, text: `region = ${at(input.id).region}` },
            { kind: 'kept' as const, text: '# <<< treeline' },
          ],
        };
      }),
      write: os.awsFiles.write.handler(({ input }) => {
        if (input.digest !== files.digest) return fault('awsFiles.changed', { name: 'config' });
        return {
          profile: input.profile,
          configPath: files.configPath,
          backup: `${files.configPath}.treeline-20260314-090000`,
        };
      }),
      remove: os.awsFiles.remove.handler(({ input }) => {
        files = { ...files, profiles: files.profiles.filter(({ name }) => name !== input.profile) };
        return { profile: input.profile, configPath: files.configPath, backup: null };
      }),
      takeKeys: os.awsFiles.takeKeys.handler(({ input }) => ({
        id: 'k3',
        name: input.name,
        accessKeyTail: 'M0VE',
        account: '111122223333',
        userArn: null,
        mfaSerial: null,
        addedAt: iso(0),
        present: true,
      })),
    },
    sessions: {
      watch: os.sessions.watch.handler(async function* ({ signal }) {
        const over = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
        while (!signal?.aborted) {
          const { promise } = next;
          yield all();
          await Promise.race([promise, over]);
        }
      }),
      edit: os.sessions.edit.handler(({ input: { id, name, group, favourite, keepFresh } }) =>
        put({
          ...at(id),
          ...(name === undefined ? {} : { name }),
          ...(group === undefined ? {} : { group }),
          ...(favourite === undefined ? {} : { favourite }),
          ...(keepFresh === undefined ? {} : { keepFresh }),
        }),
      ),
      causes: people.causes,
      identity: people.identity,
      console: os.sessions.console.handler(({ input }) =>
        at(input.id).request.kind === 'sessionToken'
          ? fault('sts.noConsole', {})
          : { address: 'about:blank#console', until: iso(60_000) },
      ),
      accountOfKey: os.sessions.accountOfKey.handler(() => ({ account: '111122223333' })),
      tryIt: os.sessions.tryIt.handler(async function* ({ input, signal }) {
        for (const action of input.actions) {
          await wait(30, undefined, { signal: signal ?? new AbortController().signal }).catch(
            () => undefined,
          );
          if (signal?.aborted) return;
          yield tryOf(action);
        }
      }),
      list: os.sessions.list.handler(() => all()),
      take: os.sessions.take.handler(({ input }) => {
        const like = firstSessions(Date.now())[0]!;
        const roleArn = 'roleArn' in input.request ? input.request.roleArn : null;
        return put({
          ...like,
          id: `s${all().length + 1}`,
          name: input.name,
          request: input.request,
          group: input.group,
          keepFresh: input.keepFresh,
          favourite: false,
          account: roleArn?.split(':')[4] ?? like.account,
          roleName: roleArn?.split('/').at(-1) ?? null,
          needs: needOf(input.request),
          accessKeyTail: 'NEW1',
          takenAt: iso(0),
          expiresAt: iso(hour),
          state: 'fresh',
        });
      }),
      refresh: os.sessions.refresh.handler(({ input }) =>
        put({
          ...at(input.id),
          takenAt: iso(0),
          expiresAt: iso(hour),
          state: 'fresh',
          refreshing: false,
          failure: null,
        }),
      ),
      remove: os.sessions.remove.handler(({ input }) => {
        changed = all().filter((each) => each.id !== input.id);
        tell();
        return {};
      }),
      reveal: os.sessions.reveal.handler(({ input }) => ({
        accessKeyId: 'ASIAEXAMPLEEXAMPQ7ZA',
        secretAccessKey: 'not-a-secret-only-an-example-of-one-0000',
        sessionToken: 'not-a-token/'.repeat(20),
        expiresAt: at(input.id).expiresAt,
      })),
    },
  };
  return { procedures, reset };
}
