import { describe, expect, it } from 'vitest';
import { auditParams, sidsNamed, timeText } from './auditText.ts';

const say = (term: string, code: string): string => `<${term} ${code}>`;

describe('what fills a sentence of the audit', () => {
  it.each([
    [{ states: 'disabled, stale' }, { states: '<state disabled>, <state stale>' }],
    [{ mechanisms: 'saml, delegation' }, { mechanisms: '<mechanism saml>, <mechanism delegation>' }],
    [{ issues: 'rootKeys' }, { issues: '<credential rootKeys>' }],
    [{ pair: 'deploy-approve' }, { pair: '<pair deploy-approve>' }],
    [{ status: '' }, { status: '<radius >' }],
    [
      { through: 'Domain Users, S-1-1-0, S-1-5-11 (+2)' },
      { through: 'Domain Users, <wellKnown everyone>, <wellKnown authenticatedUsers> (+2)' },
    ],
    [{ date: '2026-10-06T22:00:00Z' }, { date: '2026-10-06 22:00 UTC' }],
    [{ since: '2026-09-28T21:00:00.000Z' }, { since: '2026-09-28 21:00 UTC' }],
    [{ hours: 25 / 3 }, { hours: 8.3 }],
    [
      { roles: 'Admin (111122223333), Ops (111122223333 candidate) (+2)' },
      { roles: 'Admin (111122223333), Ops (111122223333, <certainty candidate>) (+2)' },
    ],
    [{ roles: 3 }, { roles: 3 }],
    [{ trustees: 'ann, S-1-5-11' }, { trustees: 'ann, <wellKnown authenticatedUsers>' }],
    [
      { role: 'S-1-1-0', count: 2 },
      { role: 'S-1-1-0', count: 2 },
    ],
  ])('%j', (params, said) => {
    expect(auditParams(params, say)).toEqual(said);
  });

  it('names no SID that is somebody’s own', () => {
    expect(sidsNamed('S-1-5-21-1-2-3-1105', say)).toBe('S-1-5-21-1-2-3-1105');
    expect(sidsNamed('S-1-5-21-1-2-3-513', say)).toBe('<wellKnown domainUsers>');
  });

  it('leaves what is no time', () => {
    expect(timeText('soon')).toBe('soon');
  });
});
