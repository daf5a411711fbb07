import { t } from '../../../app/i18n/index.ts';
import type { Session } from '#contract/sessions/session.ts';
import type { SessionRequest } from '#domain/session/request.ts';

interface Fact {
  readonly name: string;
  readonly value: string | null;
  readonly mono?: boolean;
}

function sourceText({ request, origin }: Session): string {
  if (!('source' in request)) return t('sessions.request.unsigned');
  const { source } = request;
  if (source.kind === 'profile' && source.profile === null) return t('sessions.defaultChain');
  const own = source.kind === 'profile' ? source.profile! : source.id;
  return t(`sessions.request.sources.${source.kind}`, { name: origin ?? own });
}

/** What only one kind of request has, in the order in which its form asks for it. */
function own(request: SessionRequest, origin: string | null): Fact[] {
  const mono = (name: string, value: string | null): Fact => ({ name, value, mono: true });
  switch (request.kind) {
    case 'role':
      return [
        mono(t('sessions.roleArn'), request.roleArn),
        mono(t('sessions.sessionName'), request.sessionName),
        mono(t('sessions.request.externalId'), request.externalId),
        mono(t('sessions.request.sourceIdentity'), request.sourceIdentity),
        mono(t('sessions.request.mfaSerial'), request.mfaSerial),
      ];
    case 'saml':
      return [
        mono(t('sessions.roleArn'), request.roleArn),
        mono(t('sessions.request.principalArn'), request.principalArn),
        {
          name: t('sessions.request.identityProvider'),
          value:
            request.identityProvider === null
              ? t('sessions.request.pasted')
              : (origin ?? request.identityProvider),
        },
      ];
    case 'webIdentity':
      return [
        mono(t('sessions.roleArn'), request.roleArn),
        mono(t('sessions.sessionName'), request.sessionName),
      ];
    case 'sessionToken':
      return [mono(t('sessions.request.mfaSerial'), request.mfaSerial)];
    case 'federationToken':
      return [mono(t('sessions.request.userName'), request.userName)];
    case 'portalRole':
      return [
        { name: t('sessions.request.portal'), value: origin ?? request.portal },
        mono(t('column.account'), request.account),
        mono(t('sessions.request.roleName'), request.roleName),
      ];
  }
}

/** A request as facts: all that is asked for but tags and policies. */
export function requestFacts(session: Session): Fact[] {
  const { request, origin, needs } = session;
  return [
    { name: t('sessions.request.kind'), value: t(`sessions.request.kinds.${request.kind}`) },
    ...(request.kind === 'portalRole'
      ? []
      : [{ name: t('sessions.request.source'), value: sourceText(session) }]),
    ...own(request, origin),
    { name: t('sessions.region'), value: request.region, mono: true },
    ...('durationSeconds' in request
      ? [
          {
            name: t('sessions.request.asked'),
            value:
              request.durationSeconds === null
                ? t('sessions.request.byDefault')
                : t('sessions.request.seconds', { count: request.durationSeconds }),
          },
        ]
      : []),
    { name: t('sessions.request.needs'), value: t(`sessions.request.need.${needs}`) },
  ];
}
