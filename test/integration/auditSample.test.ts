/** The audit of the sample, held against what was planted: every fault with its subjects, and nothing else. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parse as parseCsv } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditProcedures } from '#contract/audit.ts';
import type { AuditFinding, AuditFormat, AuditProgress, AuditRequest } from '#contract/audit.ts';
import { auditDocumentSchema } from '#contract/auditDocument.ts';
import type { AuditDocument } from '#contract/auditDocument.ts';
import type { Fault } from '#contract/faults.ts';
import { auditSeverities } from '#domain/audit/codes.ts';
import { checks } from '#domain/audit/registry.ts';
import * as audit from '#engine/audit/audit.ts';
import { evidenceText } from '#engine/audit/shared.ts';
import { auditWords } from '#engine/audit/words.ts';
import { buildSample } from '../../resources/sample/build.ts';
import type { Manifest } from '../../resources/sample/types.ts';
import { testEngine } from '../support/engine.ts';
import { sarifSchema } from '../support/sarif.ts';

const { engine, folder, close } = testEngine();
const path = join(folder, 'sample.treeline');
const all: AuditRequest = { checks: null, compareTo: null };
const page = { offset: 0, limit: 1000 };
let manifest: Manifest;
let findings: AuditFinding[];

/** What the contract lets through: an answer that it refuses would be a fault of ours at run time. */
async function ask<P extends audit.Name>(name: P, input: audit.Input<P>): Promise<audit.Output<P>> {
  const answer = await audit.answer(engine, name, input);
  const parsed = auditProcedures[name].output.safeParse(answer);
  expect(parsed.error?.issues ?? []).toEqual([]);
  return answer;
}
const rows = async (request = all): Promise<AuditFinding[]> =>
  (await ask('findings', { request, filter: {}, page })).rows;

async function steps(request: AuditRequest, signal?: AbortSignal): Promise<AuditProgress[]> {
  const told: AuditProgress[] = [];
  for await (const step of audit.runAudit(engine, request, signal)) told.push(step);
  return told;
}

beforeAll(async () => {
  ({ manifest } = await buildSample(path));
  await engine.workspace.open(path, { mode: 'open' });
  findings = await rows();
}, 120_000);
afterAll(close);

/** A subject as the manifest names it. */
function subjectOf({ check, code, subject, params }: AuditFinding): string {
  if (check === 'assigned-to-user')
    return `${params['account']} ${params['set']} ${subject.id.split(' ').at(-1)}`;
  return code === 'directoryGroupMissing' ? String(params['name']) : subject.where;
}

describe('planted faults', () => {
  it.each(checks.flatMap(({ id, number }) => (number === null ? [] : [[number, id] as const])))(
    '%i, %s: all of them and no other',
    (number, id) => {
      const planted = manifest.faults.find((fault) => fault.id === number)!;
      const found = findings.filter(({ check }) => check === id).map(subjectOf);
      expect([...new Set(found)].sort()).toEqual([...new Set(planted.subjects)].sort());
    },
  );

  it('are all 32 checked', () => {
    expect(checks.flatMap(({ number }) => number ?? []).sort((a, b) => a - b)).toEqual(
      manifest.faults.map(({ id }) => id),
    );
  });

  it('of sign-ins: refused ones and shared names are those that were planted', () => {
    const said = findings
      .filter(({ check }) => check === 'refused-sign-in')
      .map(({ code, subject }) => `${code} ${subject.where}`);
    const planted = manifest.signIns.map(({ kind, subject }) => `${kind} ${subject}`);
    expect(said.sort()).toEqual(planted.sort());
    expect(new Set(manifest.signIns.map(({ kind }) => kind)).size).toBe(3);
  });

  it('of control over groups: makers and renamers are those that were planted', () => {
    const sids = (id: string) =>
      findings
        .filter(({ check }) => check === id)
        // Of a group that every domain has under the same SID, the descriptor tells it.
        .map(({ subject, evidence }) =>
          subject.id.startsWith('S-1-')
            ? subject.id
            : /S-1-5-32-\d+|(?<=;)AO(?=\))/.exec(evidence[0]!.value)![0].replace('AO', 'S-1-5-32-548'),
        )
        .sort();
    const planted = (way: string) =>
      [...new Set(manifest.control.filter((one) => one.way === way).map(({ trustee }) => trustee))].sort();
    expect(sids('group-makers')).toEqual(planted('createGroup'));
    expect(sids('group-renamers')).toEqual(planted('renameSam'));
  });

  it('give every finding a key of its own, evidence, and a reason', () => {
    expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length);
    for (const { evidence, evidenceTotal, key } of findings) {
      expect(evidence.length > 0 ? null : key).toBeNull();
      expect(evidenceTotal).toBeGreaterThanOrEqual(evidence.length);
    }
  });

  it('say what could not be judged', async () => {
    const { rows: notJudged } = await ask('notJudged', { request: all, page });
    expect(notJudged.map(({ check, code, where }) => [check, code, where])).toEqual(
      expect.arrayContaining([
        ['unknown-delegation', 'delegationNotRead', 'd-99672d07e5 eu-central-1'],
        ['second-factor', 'identityCenterFactorNotRead', expect.stringContaining('arn:aws:sso:::instance/')],
      ]),
    );
  });
});

describe('pages', () => {
  it('are filtered by severity, check, owner and words', async () => {
    const only = async (filter: audit.Input<'findings'>['filter']) =>
      (await ask('findings', { request: all, filter, page })).rows;
    for (const severity of auditSeverities)
      expect(await only({ severities: [severity] })).toEqual(
        findings.filter((one) => one.severity === severity),
      );
    expect((await only({ checks: ['toxic-pair'] })).map(({ check }) => check)).toEqual([
      'toxic-pair',
      'toxic-pair',
    ]);
    expect((await only({ text: 'BreakGlass group-size' })).map(({ code }) => code)).toEqual([
      'emptyPowerfulGroup',
    ]);
    const { owners } = await ask('summary', { request: all });
    const [owner] = owners;
    expect(await only({ owners: [owner!.id] })).toHaveLength(owner!.open);
    const second = await ask('findings', { request: all, filter: {}, page: { offset: 10, limit: 5 } });
    expect(second.rows).toEqual(findings.slice(10, 15));
  });

  it('tell progress, and end when nobody listens', async () => {
    const stop = new AbortController();
    const phases = new Set<string>();
    for await (const { phase } of audit.runAudit(
      engine,
      { checks: ['wide-group'], compareTo: null },
      stop.signal,
    ))
      phases.add(phase);
    expect(phases).toContain('done');
    const asked: AuditRequest = { checks: ['group-editors', 'toxic-pair'], compareTo: null };
    const leaving = new AbortController();
    const left = steps(asked, leaving.signal).then(
      () => 'done',
      ({ code }: Fault) => code,
    );
    const both = [1, 2].map(() => steps(asked));
    await setTimeout(50);
    leaving.abort();
    // Whoever leaves takes nobody with them.
    for (const told of await Promise.all(both)) expect(told.at(-1)).toMatchObject({ finished: true });
    expect(['done', 'job.cancelled']).toContain(await left);
    stop.abort();
    await expect(
      audit.runAudit(engine, { checks: ['pass-role'], compareTo: null }, stop.signal).next(),
    ).rejects.toMatchObject({ code: 'job.cancelled' });
  });
});

describe('what people decide', () => {
  it('is kept: a suppression hides until its day is over, and then says so', async () => {
    const [first] = findings;
    const key = first!.key;
    await ask('suppress', { key, reason: 'moved in May', owner: 'directory team', until: '2999-12-31' });
    const before = await ask('summary', { request: all });
    expect(before).toMatchObject({ suppressed: 1, expired: 0 });
    expect(before.open[first!.severity]).toBe(
      findings.filter(({ severity }) => severity === first!.severity).length - 1,
    );
    expect(
      (await ask('findings', { request: all, filter: { status: 'suppressed' }, page })).rows.map(
        (one) => one.key,
      ),
    ).toEqual([key]);
    await ask('suppress', { key, reason: 'moved in May', owner: 'directory team', until: '2020-01-01' });
    expect(await ask('summary', { request: all })).toMatchObject({ suppressed: 0, expired: 1 });
    const { finding } = await ask('finding', { request: all, key });
    expect(finding!.suppression).toMatchObject({ state: 'expired', owner: 'directory team' });
    expect((await ask('unsuppress', { key })).suppressions).toEqual([]);
  });

  it('is decided by several at once, and nothing is lost', async () => {
    const keys = findings.slice(0, 8).map(({ key }) => key);
    const said = { reason: 'known', owner: 'b', until: null };
    await Promise.all(keys.map((key) => ask('suppress', { key, ...said })));
    expect((await ask('kept', {})).suppressions.map(({ key }) => key).sort()).toEqual(keys.toSorted());
    await Promise.all(keys.map((key) => ask('unsuppress', { key })));
    expect((await ask('kept', {})).suppressions).toEqual([]);
  });

  it('limits what counts', async () => {
    const { settings } = await ask('kept', {});
    await ask('saveSettings', { ...settings, manyMembers: 3, unusedRoleDays: 400 });
    const { rows: crowded } = await ask('findings', {
      request: all,
      filter: { checks: ['group-size'] },
      page,
    });
    expect(crowded.length).toBeGreaterThan(findings.filter(({ check }) => check === 'group-size').length);
    const { rows: unused } = await ask('findings', {
      request: all,
      filter: { checks: ['unused-role'] },
      page,
    });
    expect(unused.map(({ subject }) => subject.name)).toEqual(['ConsoleArchive', 'Legacy']);
    await ask('saveSettings', settings);
  });

  it('a baseline tells what is new, changed and gone', async () => {
    const compared: AuditRequest = { checks: null, compareTo: { with: 'baseline' } };
    expect((await ask('summary', { request: compared })).comparedTo).toBeNull();
    const { settings } = await ask('kept', {});
    await ask('saveSettings', { ...settings, manyMembers: 5000, keyDays: 1000 });
    await ask('setBaseline', { request: all });
    await ask('saveSettings', settings);
    const { drift } = await ask('summary', { request: compared });
    expect(drift!.new).toBeGreaterThan(0);
    const states = Map.groupBy(await rows(compared), ({ drift: state }) => state);
    // Two keys more of one user: the same finding with more to it.
    expect(
      states.get('changed')!.every(({ check }) => ['long-term-credentials', 'group-size'].includes(check)),
    ).toBe(true);
    await ask('saveSettings', { ...settings, expiryDays: 0 });
    const gone = await ask('findings', { request: compared, filter: { status: 'gone' }, page });
    expect(gone.rows.map(({ code }) => code)).toContain('certificateEnds');
    await ask('saveSettings', settings);
    expect((await ask('removeBaseline', {})).baselineAt).toBeNull();
  });

  it('an earlier set of snapshots is judged as it was', async () => {
    const before: AuditRequest = {
      checks: ['role-not-found', 'hidden-identity', 'wide-group'],
      compareTo: { with: 'before', time: '2026-10-01T00:00:00Z' },
    };
    const { drift, comparedTo } = await ask('summary', { request: before });
    expect(comparedTo).toEqual({ with: 'before', at: '2026-10-01T00:00:00Z' });
    // Nothing of AWS was read then: what is found now is not taken for new.
    expect(drift).toMatchObject({ new: 0, gone: 0 });
    const found = await rows(before);
    expect(new Set(found.map(({ drift: state }) => state))).toContain('notComparable');
    for (const one of found.filter(({ drift: state }) => state === 'notComparable'))
      expect(one.notComparable!.side).toBe('before');
  });
});

describe('reports', () => {
  let document: AuditDocument;
  const file = (format: AuditFormat) => join(folder, `audit.${format}`);
  const compared: AuditRequest = { checks: null, compareTo: { with: 'baseline' } };

  beforeAll(async () => {
    const { settings } = await ask('kept', {});
    await ask('saveSettings', { ...settings, expiryDays: 3650 });
    await ask('setBaseline', { request: all });
    await ask('saveSettings', settings);
    await ask('suppress', { key: findings[0]!.key, reason: '=HYPERLINK("x")', owner: '@team', until: null });
    await ask('suppress', { key: findings[1]!.key, reason: 'over', owner: 'b', until: '2020-01-01' });
    document = await audit.auditDocument(engine, compared, 'en');
    for (const format of ['html', 'csv', 'json', 'sarif'] as const)
      await ask('export', {
        request: compared,
        format,
        locale: 'en',
        target: engine.files.target(file(format)),
      });
  }, 120_000);

  const text = (format: AuditFormat) => readFileSync(file(format), 'utf8');
  /** What every format has to say of a finding. */
  interface Said {
    readonly key: string;
    readonly check: string;
    readonly code: string;
    readonly severity: string;
    readonly where: string;
    readonly message: string;
    readonly reason: string;
    readonly drift: string;
    readonly suppression: string;
    readonly evidence: readonly string[];
  }
  const words = auditWords('en');
  const fact = (one: AuditDocument['findings'][number]['evidence'][number]) => evidenceText(one, words);
  const said = (one: AuditDocument['findings'][number]): Said => ({
    key: one.key,
    check: one.check,
    code: one.code,
    severity: one.severity,
    where: one.subject.where,
    message: one.message,
    reason: one.severityReason,
    drift: one.drift ?? '',
    suppression: one.suppression?.state ?? '',
    evidence: one.evidence.map(fact),
  });
  const inOrder = (list: readonly Said[]) => list.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const expected = () => inOrder([...document.findings, ...document.gone].map(said));

  it('JSON is the document', () => {
    const read = auditDocumentSchema.parse(JSON.parse(text('json')));
    expect(inOrder([...read.findings, ...read.gone].map(said))).toEqual(expected());
    expect(read).toEqual(document);
    expect(document.gone.length).toBeGreaterThan(0);
  });

  it('CSV says the same, and no cell is a formula', () => {
    const read = parseCsv(text('csv'), { columns: true, bom: true }) as Record<string, string>[];
    const plain = (cell: string) => cell.replace(/^'(?=[=+\-@\t\r])/, '');
    const found = read
      .filter(({ record }) => record === 'finding' || record === 'gone')
      .map((row): Said => ({
        key: plain(row['key']!),
        check: row['check']!,
        code: row['code']!,
        severity: row['severity']!,
        where: plain(row['where']!),
        message: plain(row['finding']!),
        reason: row['reason']!,
        drift: row['drift']!,
        suppression: row['suppression']!,
        evidence: row['evidence'] === '' ? [] : row['evidence']!.split('\n'),
      }));
    expect(inOrder(found)).toEqual(expected());
    for (const row of read) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(read.filter(({ record }) => record === 'notJudged')).toHaveLength(document.notJudged.rows.length);
    expect(read.filter(({ record }) => record === 'source')).toHaveLength(document.readAt.length);
  });

  it('SARIF says the same, by the rules of 2.1.0', () => {
    const log = JSON.parse(text('sarif')) as Sarif;
    expect(sarifSchema.safeParse(log).error?.issues ?? []).toEqual([]);
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    const { rules } = run!.tool.driver;
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    const levels = {
      critical: 'error',
      high: 'error',
      medium: 'warning',
      low: 'note',
      information: 'note',
    } as Record<string, string>;
    const found = run!.results.map((result): Said => {
      expect(rules[result.ruleIndex]!.id).toBe(result.ruleId);
      expect(result.level).toBe(levels[result.properties.severity]);
      const [suppression] = result.suppressions ?? [];
      if (suppression)
        expect(suppression.status).toBe(suppression.properties.state === 'active' ? 'accepted' : 'rejected');
      return {
        key: result.fingerprints['treelineFinding/v1'],
        check: result.ruleId,
        code: result.properties.code,
        severity: result.properties.severity,
        where: result.locations[0]!.logicalLocations[0]!.fullyQualifiedName,
        message: result.message.text,
        reason: result.properties.severityReason,
        drift: { new: 'new', updated: 'changed', unchanged: 'same', absent: 'gone' }[result.baselineState]!,
        suppression: suppression?.properties.state ?? '',
        evidence: result.properties.evidence.map(fact),
      };
    });
    expect(inOrder(found)).toEqual(expected());
    expect(run!.invocations[0]!.toolExecutionNotifications).toHaveLength(document.notJudged.rows.length);
  });

  it('HTML says the same, on one page without scripts', () => {
    const html = text('html');
    expect(html).not.toMatch(/<script|https?:\/\/(?!docs\.oasis)|src=/i);
    const unescaped = (part: string) =>
      part
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&');
    const found = [
      ...html.matchAll(
        /<article class="card [^"]*" data-key="([^"]*)" data-check="([^"]*)" data-code="([^"]*)" data-severity="([^"]*)" data-drift="([^"]*)" data-suppression="([^"]*)">(.*?)<\/article>/gs,
      ),
    ].map((match): Said => {
      const [, key, check, code, severity, drift, suppression, body] = match.map((part) => part ?? '') as [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ];
      const paragraphs = [...body.matchAll(/<p(?: class="quiet")?>(.*?)<\/p>/gs)].map(([, inner]) =>
        unescaped(inner!),
      );
      return {
        key: unescaped(key),
        check,
        code,
        severity,
        where: paragraphs[1]!.replaceAll(/<\/?code>/g, ''),
        message: paragraphs[0]!,
        reason: paragraphs[2]!.replace('Why this severity: ', ''),
        drift,
        suppression,
        evidence: [...body.matchAll(/<li>(.*?)<\/li>/gs)].map(([, inner]) => unescaped(inner!)),
      };
    });
    expect(inOrder(found)).toEqual(expected());
    for (const { where } of document.notJudged.rows) expect(unescaped(html)).toContain(where);
  });

  /** The command line in a process of its own. */
  const cli = (...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const env = { ...process.env, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder, HOME: folder };
      const entry = new URL('../../electron/cli/cli.ts', import.meta.url).pathname;
      execFile(process.execPath, [entry, ...args], { env, maxBuffer: 64 << 20 }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      );
    });

  it('the command line prints the window’s JSON to the byte', async () => {
    await engine.workspace.close();
    const printed = await cli('audit', path, '--baseline', 'saved', '--json');
    expect(printed.code).toBe(1);
    expect(printed.stdout === text('json')).toBe(true);
  }, 60_000);

  it('the command line shows words, and no codes of ours', async () => {
    const { stdout } = await cli('audit', path, '--baseline', 'saved');
    expect(stdout).toMatch(/Critical +11 +Others than administrators may fill a mapped group/);
    const codes = [...document.findings.map(({ code }) => code), ...checks.map(({ id }) => id)];
    for (const code of codes) expect(stdout).not.toMatch(new RegExp(`\\b${code}\\b`));
  }, 60_000);

  it('the command line ends with 4, and writes no report, where there was nothing to judge', async () => {
    const rules = join(folder, 'rules.txt');
    const report = join(folder, 'none.json');
    writeFileSync(rules, 'c:[Type == "a"] => issue(claim = c);\n');
    const own = join(folder, 'rules.treeline');
    expect((await cli('import', own, rules)).code).toBe(0);
    const { code, stderr } = await cli(
      'audit',
      own,
      '--check',
      'group-editors',
      '--format',
      'json',
      '--out',
      report,
    );
    expect(code).toBe(4);
    expect(stderr).toMatch(/nothing that these checks could judge/);
    expect(existsSync(report)).toBe(false);
  }, 60_000);
});

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly invocations: readonly { readonly toolExecutionNotifications: readonly unknown[] }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly baselineState: 'new' | 'updated' | 'unchanged' | 'absent';
      readonly fingerprints: { readonly 'treelineFinding/v1': string };
      readonly locations: readonly {
        readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
      }[];
      readonly suppressions?: readonly {
        readonly status: string;
        readonly properties: { readonly state: string };
      }[];
      readonly properties: {
        readonly severity: string;
        readonly code: string;
        readonly severityReason: string;
        readonly evidence: AuditDocument['findings'][number]['evidence'];
      };
    }[];
  }[];
}
