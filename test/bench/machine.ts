/** On what was measured, and with which versions. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

export interface Setting {
  readonly at: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGb: number;
    readonly kernel: string;
  };
  readonly versions: {
    readonly node: string;
    readonly sqlite: string;
    readonly slapd: string;
    readonly commit: string;
  };
}

const cwd = fileURLToPath(new URL('../../', import.meta.url));

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

function commit(): string {
  try {
    const changed = git(
      'status',
      '--porcelain',
      '--untracked-files=no',
      'electron',
      'renderer',
      'test/bench',
    );
    return git('rev-parse', '--short', 'HEAD') + (changed ? ' and changes' : '');
  } catch {
    return 'unknown';
  }
}

export function setting(): Setting {
  const all = cpus();
  // slapd says its version on standard error, and ends with 1.
  const slapd = /slapd (\S+)/.exec(spawnSync('slapd', ['-VV'], { encoding: 'utf8' }).stderr ?? '')?.[1];
  return {
    at: new Date().toISOString(),
    machine: {
      cpu: all[0]?.model ?? 'unknown',
      cores: all.length,
      memoryGb: Math.round(totalmem() / 1e9),
      kernel: release(),
    },
    versions: {
      node: process.versions.node,
      sqlite: process.versions.sqlite ?? 'unknown',
      slapd: slapd ?? 'unknown',
      commit: commit(),
    },
  };
}
