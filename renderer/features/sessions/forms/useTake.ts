/** The form that takes a session: what is typed, what is wrong with it, what it is called, and what came of it. */
import { computed, inject, provide, reactive, shallowRef, watch } from 'vue';
import type { InjectionKey } from 'vue';
import { api, faultOf } from '../../../app/client.ts';
import { useSessions } from '../../../app/stores/sessions.ts';
import type { Session } from '#contract/sessions/session.ts';
import type { Once } from '#contract/sessions/request.ts';
import type { LimitField, LimitProblem } from '#domain/session/limitCodes.ts';
import { onceProblemOf, problemsOf } from '#domain/session/limits.ts';
import type { KnownOfRequest } from '#domain/session/limits.ts';
import type { Signer } from '#domain/session/identity.ts';
import type { Source } from '#domain/session/request.ts';
import type { TakePreset } from '../../../app/stores/takePreset.ts';
import { draftOf, emptyDraft, requestOf, shownProblems, signerOfRequest, usualName } from './takeDraft.ts';
import type { TakeDraft } from './takeDraft.ts';

const lastRegion = 'treeline.region';

export type TakeForm = ReturnType<typeof makeTake>;
const key: InjectionKey<TakeForm> = Symbol('take');

/** The form that a part of it stands in. */
export const useTakeForm = (): TakeForm => inject(key)!;

export function useTake(preset: TakePreset | null, roleArn: string): TakeForm {
  const form = makeTake(preset, roleArn);
  provide(key, form);
  return form;
}

function makeTake(preset: TakePreset | null, roleArn: string) {
  const sessions = useSessions();
  const region = localStorage.getItem(lastRegion) ?? 'us-east-1';
  const draft = reactive<TakeDraft>(
    preset ? draftOf(preset.request, preset.name) : emptyDraft(region, roleArn),
  );
  /** Typed once, sent once, kept nowhere: emptied as soon as they are sent. */
  const secrets = reactive({ mfaCode: '', webIdentityToken: '', samlHandle: '' });

  const named = shallowRef(preset !== null);
  watch(
    () => usualName(draft),
    (name) => {
      if (!named.value) draft.name = name;
    },
    { immediate: true },
  );

  /** What somebody asked AWS about a source, or what a list told of it. */
  const signer = shallowRef<{ readonly of: string; readonly is: Partial<Signer> } | null>(null);
  /** MaxSessionDuration of roles of the workspace, by ARN. */
  const longest = reactive(new Map<string, number>());
  const sourceKey = (source: Source) => JSON.stringify(source);
  const known = computed((): KnownOfRequest => {
    const { source } = draft;
    const maxSessionSeconds = longest.get(draft.roleArn.trim()) ?? null;
    if (source.kind === 'session') {
      const of = sessions.list.find(({ id }) => id === source.id);
      return of ? { ...signerOfRequest(of.request.kind), maxSessionSeconds } : { maxSessionSeconds };
    }
    const said = signer.value?.of === sourceKey(source) ? signer.value.is : {};
    return { ...said, maxSessionSeconds };
  });

  const request = computed(() => requestOf(draft));
  const problems = computed(() => problemsOf(request.value, known.value));
  const left = reactive(new Set<LimitField>());
  const tried = shallowRef(false);
  const shown = computed(() => shownProblems(problems.value, tried.value ? null : left));
  /** Of a field, worst first, each sentence once. */
  const problemsAt = (...fields: LimitField[]): LimitProblem[] =>
    shown.value.filter(({ field }) => fields.includes(field));

  /** What would be sent beside the request; null = nothing, and a prompt asks where something is needed. */
  const once = computed((): Once | null => {
    if ((draft.kind === 'role' || draft.kind === 'sessionToken') && draft.mfaSerial && secrets.mfaCode)
      return { kind: 'mfaCode', code: secrets.mfaCode.trim() };
    if (draft.kind === 'webIdentity' && secrets.webIdentityToken)
      return { kind: 'webIdentityToken', token: secrets.webIdentityToken.trim() };
    if (draft.kind === 'saml' && secrets.samlHandle)
      return { kind: 'samlHandle', handle: secrets.samlHandle };
    return null;
  });
  const onceProblem = computed(() => {
    if (once.value?.kind === 'mfaCode') return onceProblemOf('mfaCode', once.value.code);
    if (once.value?.kind === 'webIdentityToken') return onceProblemOf('webIdentityToken', once.value.token);
    return null;
  });

  const error = shallowRef<unknown>(null);
  /** What was refused, for its causes. */
  const refused = shallowRef<{ readonly request: typeof request.value; readonly fault: unknown } | null>(
    null,
  );
  // Another way is another question: what was wrong with the last one is over.
  watch(
    () => draft.kind,
    () => {
      left.clear();
      tried.value = false;
      error.value = refused.value = null;
    },
  );
  const busy = shallowRef(false);
  let abort = new AbortController();

  const sendable = computed(
    () =>
      draft.name.trim() !== '' &&
      onceProblem.value === null &&
      problems.value.every(({ severity }) => severity !== 'error'),
  );
  /** Resolves with the session; null where something stands in the way, which is shown. */
  async function take(): Promise<Session | null> {
    tried.value = true;
    if (!sendable.value || busy.value) return null;
    busy.value = true;
    error.value = refused.value = null;
    abort = new AbortController();
    const asked = request.value;
    const sent = once.value;
    secrets.mfaCode = secrets.webIdentityToken = '';
    try {
      const session = await api.sessions.take(
        {
          name: draft.name.trim(),
          group: draft.group.trim() || null,
          keepFresh: draft.keepFresh,
          once: sent,
          request: asked,
        },
        { signal: abort.signal },
      );
      localStorage.setItem(lastRegion, asked.region);
      return session;
    } catch (fault) {
      if (abort.signal.aborted) return null;
      error.value = fault;
      if (faultOf(fault).code === 'saml.responseGone') secrets.samlHandle = '';
      refused.value = { request: asked, fault };
      return null;
    } finally {
      busy.value = false;
    }
  }
  return {
    draft,
    secrets,
    known,
    request,
    problems,
    problemsAt,
    onceProblem,
    tried,
    busy,
    error,
    refused,
    take,
    cancel: () => abort.abort(),
    /** Somebody left the field: what is wrong with it is no longer on its way to be right. An empty one was passed by. */
    leave: (field: LimitField) => {
      if (problems.value.some((each) => each.field === field && each.code !== 'missing')) left.add(field);
    },
    rename: (name: string) => {
      named.value = true;
      draft.name = name;
    },
    learnSigner: (source: Source, is: Partial<Signer>) => (signer.value = { of: sourceKey(source), is }),
    learnLongest: (arn: string, seconds: number | null) =>
      seconds === null ? undefined : void longest.set(arn, seconds),
  };
}
