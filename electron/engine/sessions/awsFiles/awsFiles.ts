/** The AWS configuration of this user: read for import, and written between Treeline's own marks. */
import { addAccessKeySchema } from '#contract/sessions/accessKey.ts';
import type { AccessKey } from '#contract/sessions/accessKey.ts';
import type { AwsFiles as Told, WritePlan, Written } from '#contract/sessions/awsFiles.ts';
import type { StoredPortal } from '#contract/sessions/portal.ts';
import { Fault } from '#contract/faults.ts';
import { commandLine } from '#domain/session/awsConfig/commandLine.ts';
import { handKeys } from '#domain/session/awsConfig/files.ts';
import { planEdit } from '#domain/session/awsConfig/planEdit.ts';
import type { EditChange } from '#domain/session/awsConfig/planEdit.ts';
import { readShared } from '#domain/session/awsConfig/readShared.ts';
import { blockChange } from './blockChange.ts';
import { foundProfiles } from './foundProfiles.ts';
import { sharedPaths } from './paths.ts';
import type { Environment, SharedPaths } from './paths.ts';
import { readWhole } from './readWhole.ts';
import { rewrite } from './rewrite.ts';
import { digestOf, joined, readBytes, textOf } from './shared.ts';
import type { Bytes } from './shared.ts';

export interface LongTermKey {
  readonly name: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly mfaSerial: string | null;
}

export interface AwsFilesParts {
  /** Throws `session.notFound`. */
  session(id: string): { readonly request: { readonly region: string } };
  portals(): readonly StoredPortal[];
  /** The program, by an absolute path, and its arguments, that prints a session's keys. Of the shell. */
  commandFor(sessionId: string): readonly string[];
  /** Puts a key into the vault. */
  addKey(key: LongTermKey): Promise<AccessKey>;
  /** Of tests. */
  readonly env?: Environment;
  readonly home?: string;
  readonly waitMs?: number;
}

/** Secrets in the files leave this class for the vault alone. Methods reject with `awsFiles.…`. */
export class AwsFiles {
  readonly #parts: AwsFilesParts;

  constructor(parts: AwsFilesParts) {
    this.#parts = parts;
  }

  async read(): Promise<Told> {
    const paths = this.#paths();
    const bytes = await readBytes(paths);
    const files = joined(bytes);
    return {
      configPath: paths.config,
      credentialsPath: paths.credentials,
      digest: digestOf(bytes),
      profiles: foundProfiles(files, this.#parts.portals()),
      problems: [files.config, files.credentials].flatMap((shared) =>
        (shared?.problems ?? []).map(({ code, line, other }) => ({
          file: shared!.which,
          line,
          code,
          params: { line: String(line), ...(other === null ? {} : { other: String(other) }) },
        })),
      ),
    };
  }

  /** What `write` would do. Throws `session.notFound`, `awsCommand.…`. */
  async plan(id: string, profile: string): Promise<WritePlan> {
    const paths = this.#paths();
    const change = this.#setting(id, profile);
    const bytes = await readBytes(paths);
    const text = textOf(bytes.config, paths.config);
    const lines = blockChange(text, edited(text, change, bytes));
    return { profile, configPath: paths.config, digest: digestOf(bytes), lines };
  }

  /** Writes what was planned. Throws `awsFiles.changed` where either file did since. */
  async write(id: string, profile: string, digest: string): Promise<Written> {
    return this.#write(profile, this.#setting(id, profile), digest);
  }

  async remove(profile: string): Promise<Written> {
    return this.#write(profile, { kind: 'remove', name: profile }, null);
  }

  /** Copies the long-term keys of a profile into the vault; the file stays as it is. Throws `awsFiles.noKeys`. */
  async takeKeys(profile: string, name: string): Promise<AccessKey> {
    const files = joined(await readBytes(this.#paths()));
    const serial = files.profiles.get(profile)?.get('mfa_serial')?.value;
    const key = { name, ...handKeys(files, profile), mfaSerial: null };
    const checked = addAccessKeySchema.safeParse(key);
    // The parser's issues are not passed on: they might quote.
    if (!checked.success) throw new Fault('awsFiles.noKeys', { profile });
    const withDevice = addAccessKeySchema.safeParse({ ...key, mfaSerial: serial ?? null });
    return this.#parts.addKey(withDevice.data ?? checked.data);
  }

  #paths(): SharedPaths {
    return sharedPaths(this.#parts.env ?? process.env, this.#parts.home);
  }

  #setting(sessionId: string, name: string): EditChange {
    const { region } = this.#parts.session(sessionId).request;
    const command = commandLine(
      this.#parts.commandFor(sessionId),
      process.platform === 'win32' ? 'windows' : 'posix',
    );
    if (command.refused !== null) throw new Fault(`awsCommand.${command.refused}`, {});
    return { kind: 'set', name, command: command.line, region, sessionId };
  }

  async #write(profile: string, change: EditChange, digest: string | null): Promise<Written> {
    const paths = this.#paths();
    const edit = async (config: Buffer | null) => {
      const bytes = { config, credentials: await readWhole(paths.credentials) };
      if (digest !== null && digest !== digestOf(bytes))
        throw new Fault('awsFiles.changed', { name: paths.config });
      return Buffer.from(edited(textOf(config, paths.config), change, bytes), 'utf8');
    };
    const backup = await rewrite(paths.config, edit, this.#parts.waitMs);
    return { profile, configPath: paths.config, backup };
  }
}

function edited(text: string, change: EditChange, { credentials }: Bytes): string {
  const { sections } = readShared(credentials?.toString('utf8') ?? '', 'credentials');
  const taken = new Set(sections.flatMap(({ kind, name }) => (kind === 'profile' ? [name] : [])));
  const edit = planEdit(text, change, taken);
  if (edit.refused !== null) throw new Fault(`awsFiles.${edit.refused}`, {});
  return edit.text;
}
