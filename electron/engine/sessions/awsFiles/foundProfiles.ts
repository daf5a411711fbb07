import type { FoundProfile } from '#contract/sessions/awsFiles.ts';
import type { StoredPortal } from '#contract/sessions/portal.ts';
import { requestSchema } from '#contract/sessions/request.ts';
import { handKeys } from '#domain/session/awsConfig/files.ts';
import type { AwsFiles as Joined } from '#domain/session/awsConfig/files.ts';
import { planImport } from '#domain/session/awsConfig/importPlan.ts';
import type { ImportedProfile, ImportRequest } from '#domain/session/awsConfig/importPlan.ts';
import type { SessionRequest } from '#domain/session/request.ts';
import { scrub } from '#sts/scrub.ts';

/** The profiles of both files, and what Treeline would make of each. */
export function foundProfiles(files: Joined, portals: readonly StoredPortal[]): FoundProfile[] {
  return planImport(files).map((imported) => found(imported, files, portals));
}

function found(
  { profile, request, notes, problems, commands }: ImportedProfile,
  files: Joined,
  portals: readonly StoredPortal[],
): FoundProfile {
  const portal = request?.kind === 'portalRole' ? portalOf(request.portal, portals) : null;
  const wanted = requestSchema.safeParse(request && asked(request, portal));
  const [command] = commands;
  return {
    name: profile,
    ...placeOf(files, profile),
    // What no request can hold (an ARN without end) is nothing to import.
    request: wanted.success ? wanted.data : null,
    portal: wanted.success ? portal : null,
    hasKeys: handKeys(files, profile) !== null,
    runs: command === undefined ? null : shownCommand(command),
    managed: notes.includes('managed'),
    notes: [
      ...notes.map((code) => ({ code, params: {} })),
      ...(request && !wanted.success ? [{ code: 'unresolved' as const, params: {} }] : []),
      ...problems.map(({ code, profile: where, about }) => ({
        code,
        params: { profile: where, ...(about === null ? {} : { about }) },
      })),
    ],
  };
}

function placeOf({ config, credentials }: Joined, name: string): Pick<FoundProfile, 'file' | 'line'> {
  for (const shared of [config, credentials]) {
    const section = shared?.sections.find((one) => one.kind === 'profile' && one.name === name);
    if (shared && section) return { file: shared.which, line: section.line };
  }
  return { file: 'config', line: 1 };
}

function portalOf(
  { startUrl, region }: { readonly startUrl: string; readonly region: string },
  portals: readonly StoredPortal[],
): NonNullable<FoundProfile['portal']> {
  const same = portals.find((one) => bare(one.startUrl) === bare(startUrl) && one.region === region);
  return { id: same?.id ?? null, startUrl, region };
}

/** `…/start`, `…/start/` and `…/start#/` are one portal. */
const bare = (url: string): string => url.replace(/\/?(?:#\/?)?$/, '').toLowerCase();

function asked(request: ImportRequest, portal: FoundProfile['portal']): SessionRequest {
  if (request.kind !== 'portalRole') return request;
  return { ...request, portal: portal?.id ?? request.portal.startUrl };
}

/** Word by word, so that none is cut off that a person should see before it runs. */
const shownCommand = (command: string): string => command.split(/(\s+)/).map(scrub).join('');
