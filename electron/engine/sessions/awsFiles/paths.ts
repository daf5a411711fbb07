import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface SharedPaths {
  readonly config: string;
  readonly credentials: string;
}

/** Where the SDKs look for the shared configuration: AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, else below `~/.aws`. */
export function sharedPaths(env: Environment, home: string = homedir()): SharedPaths {
  const at = (variable: string, file: string): string => {
    const named = env[variable];
    if (!named) return join(home, '.aws', file);
    return /^~[/\\]/.test(named) ? join(home, named.slice(2)) : resolve(named);
  };
  return {
    config: at('AWS_CONFIG_FILE', 'config'),
    credentials: at('AWS_SHARED_CREDENTIALS_FILE', 'credentials'),
  };
}
