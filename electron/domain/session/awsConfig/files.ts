/** Both files of the AWS configuration as one, as the AWS CLI joins them. Values may be secrets. */
import type { SharedFile } from './codes.ts';
import type { SectionKind, Shared } from './shared.ts';

export interface Place {
  readonly file: SharedFile;
  readonly line: number;
}
export interface Setting extends Place {
  readonly value: string;
}
/** Settings with a value of their own, by name in lower case; nested ones are left out. */
export type Settings = ReadonlyMap<string, Setting>;

export interface AwsFiles {
  readonly config: Shared | null;
  readonly credentials: Shared | null;
  readonly profiles: ReadonlyMap<string, Settings>;
  /** Where each profile begins. */
  readonly places: ReadonlyMap<string, Place>;
  /** `[sso-session NAME]` by name. */
  readonly portalSessions: ReadonlyMap<string, Settings>;
}

/**
 * The profiles and portal sessions of both files; null = there is no such file. Of a setting in both, the credentials file's
 * holds (source: botocore's Session.full_config); of one that stands twice in a file, the last.
 */
export function joinFiles(config: Shared | null, credentials: Shared | null): AwsFiles {
  const read = [config, credentials].filter((file) => file !== null);
  return {
    config,
    credentials,
    profiles: gathered(read, 'profile'),
    places: placesOf(read),
    portalSessions: gathered(read, 'ssoSession'),
  };
}

function gathered(files: readonly Shared[], kind: SectionKind): Map<string, Settings> {
  const all = new Map<string, Map<string, Setting>>();
  for (const { which, sections } of files)
    for (const section of sections) {
      if (section.kind !== kind) continue;
      const settings = all.get(section.name) ?? new Map<string, Setting>();
      all.set(section.name, settings);
      for (const { name, value, nested, line } of section.keys)
        if (nested === null && value !== '') settings.set(name, { value, file: which, line });
    }
  return all;
}

function placesOf(files: readonly Shared[]): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { which, sections } of files)
    for (const { kind, name, line } of sections)
      if (kind === 'profile' && !places.has(name)) places.set(name, { file: which, line });
  return places;
}

export interface HandKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The long-term access key of a profile, for the engine alone; null where there is none, or it is a session's. */
export function handKeys({ profiles }: AwsFiles, name: string): HandKeys | null {
  const settings = profiles.get(name);
  const accessKeyId = settings?.get('aws_access_key_id')?.value;
  const secretAccessKey = settings?.get('aws_secret_access_key')?.value;
  if (!settings || !accessKeyId || !secretAccessKey || isTemporary(settings)) return null;
  return { accessKeyId, secretAccessKey };
}

/** True where a session token belongs to the keys of a profile. */
export const isTemporary = (settings: Settings): boolean =>
  settings.has('aws_session_token') || settings.has('aws_security_token');
