/** The profiles of the AWS configuration, and Treeline's own among them. */
import type { AwsFiles, FoundProfile } from '#contract/sessions/awsFiles.ts';
import { awsFileProblem, awsImportNote, awsProfileProblem } from '#contract/words/en/awsConfig.ts';
import { fill } from '#contract/words/format.ts';
import { type Context, textOption } from '../../command.ts';
import { oneSession } from '../../named.ts';
import { table } from '../../output.ts';
import { wrong } from '../sts/asked.ts';

const notes: Readonly<Record<string, string>> = { ...awsImportNote, ...awsProfileProblem };

type Note = FoundProfile['notes'][number];
export const noteText = ({ code, params }: Note): string => fill(notes[code] ?? code, params);
const saidNote = (note: Note) => ({ ...note, message: noteText(note) });
const saidProblem = (problem: AwsFiles['problems'][number]) => ({
  ...problem,
  message: fill(awsFileProblem[problem.code], problem.params),
});

const kinds: Readonly<Record<NonNullable<FoundProfile['request']>['kind'], string>> = {
  role: 'takes a role',
  saml: 'SAML',
  webIdentity: 'web identity',
  sessionToken: 'MFA session',
  federationToken: 'federation',
  portalRole: 'portal',
};

export async function list({ client, out }: Context): Promise<void> {
  const files = await client.awsFiles.read();
  const profiles = files.profiles.map((profile) => ({ ...profile, notes: profile.notes.map(saidNote) }));
  const problems = files.problems.map(saidProblem);
  out.answer<'awsConfig'>({ ...files, profiles, problems }, () => [
    ...(profiles.length === 0
      ? [`No profiles in ${files.configPath} and ${files.credentialsPath}.`]
      : table([
          ['PROFILE', 'FILE', 'WHAT', ''],
          ...profiles.map(({ name, file, line, request, managed, hasKeys, notes: said }) => [
            name,
            `${file}:${line}`,
            managed ? 'Treeline’s own' : request ? kinds[request.kind] : hasKeys ? 'keys' : '',
            said.map(({ message }) => message).join(' '),
          ]),
        ])),
    ...problems.map(({ file, message }) => `${file}: ${message}`),
  ]);
}

const signs = { added: '+', removed: '-', kept: ' ' } as const;

export async function write(context: Context): Promise<void> {
  const { client, positionals, values, out } = context;
  const profile = textOption(values, 'profile');
  if (profile === null) throw wrong('Name the profile to write with --profile.');
  if (profile.length > 64) throw wrong('--profile takes 1 to 64 characters.');
  const { id } = await oneSession(context, positionals[0]!);
  const plan = await client.awsFiles.plan({ id, profile });
  if (values['preview'] === true)
    return out.answer<'awsConfigPlan'>(plan, () => [
      plan.configPath,
      ...plan.lines.map(({ kind, text }) => `${signs[kind]} ${text}`),
    ]);
  const written = await client.awsFiles.write({ id, profile, digest: plan.digest });
  tell(context, written, 'written');
}

export async function remove(context: Context): Promise<void> {
  const profile = context.positionals[0]!;
  if (profile.length > 64) throw wrong('A profile of Treeline’s has 1 to 64 characters.');
  tell(context, await context.client.awsFiles.remove({ profile }), 'removed');
}

function tell(
  { out }: Context,
  written: { profile: string; configPath: string; backup: string | null },
  what: string,
): void {
  out.answer<'awsConfigWritten'>(written, () => [
    `profile ${written.profile}: ${what} in ${written.configPath}`,
    ...(written.backup === null ? [] : [`the file as it was: ${written.backup}`]),
  ]);
}
