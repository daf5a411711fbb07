/** The figures' own run, small: every figure gets a number, and it says on what it was measured. Times are not judged here. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureWindow } from '../e2e/support/window.ts';

interface Report {
  readonly size: string;
  readonly versions: Record<string, string>;
  readonly machine: Record<string, unknown>;
  readonly tree: { readonly objects: number; readonly edges: number };
  readonly rows: readonly {
    readonly figure: string;
    readonly what: string;
    readonly measured: number | null;
    readonly verdict: string;
    readonly failure?: string;
  }[];
}

const main = resolve(import.meta.dirname, '../bench/main.ts');
let folder: string;
let report: Report;
let printed: string;

beforeAll(async () => {
  await ensureWindow();
  folder = mkdtempSync(join(tmpdir(), 'treeline-bench-test-'));
  const json = join(folder, 'figures.json');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [main, '--size', '5k', '--rounds', '1', '--json', json],
    // A figure that fails makes the run end with 1; the report then says which.
    { timeout: 170_000, env: { ...process.env, NODE_ENV: 'production' } },
  ).catch((error: Error & { stdout: string }) => error);
  printed = stdout;
  report = JSON.parse(readFileSync(json, 'utf8')) as Report;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run bench', () => {
  it('has a number for every figure', () => {
    const without = report.rows.filter(({ measured }) => measured === null || !(measured > 0));
    expect(without.map(({ what, verdict, failure }) => ({ what, verdict, failure }))).toEqual([]);
    expect([...new Set(report.rows.map(({ figure }) => figure))]).toEqual([
      'reference',
      'reading',
      'first',
      'capture',
      'memory',
      'estate',
      'policy',
      'sessions',
      'children',
      'search',
      'closure',
      'members',
      'app',
      'compare',
      'compareOthers',
      'plan',
      'fit',
      'access',
      'audit',
      'drafts',
      'reviews',
      'refresh',
    ]);
  });

  it('says on what and with which versions', () => {
    expect(report.tree).toMatchObject({ objects: 5000, edges: 18_200 });
    expect(report.versions).toMatchObject({
      node: process.versions.node,
      slapd: expect.stringMatching(/^2\./),
    });
    expect(report.machine).toMatchObject({ cores: expect.any(Number), cpu: expect.any(String) });
  });

  it('prints them as a table', () => {
    for (const { what } of report.rows) expect(printed).toContain(what);
  });
});
