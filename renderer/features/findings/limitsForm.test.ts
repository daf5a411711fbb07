import { describe, expect, it } from 'vitest';
import { auditSettingsSchema } from '#contract/audit.ts';
import { defaultSettings } from '#domain/audit/settings.ts';
import { formOf, limitNames, limitRanges, settingsOf } from './limitsForm.ts';

const settings = { ...defaultSettings, toxicPairs: [...defaultSettings.toxicPairs] };
const form = formOf(settings);

it('what was read is what is written', () => {
  expect(settingsOf(form)).toEqual({ ok: true, settings });
});

describe('a limit', () => {
  it.each(limitNames)('%s has the range of the contract', (name) => {
    const { least, most } = limitRanges[name];
    for (const [value, fits] of [[least, true], [most, true], [least - 1, false], [most + 1, false]] as const) {
      expect(auditSettingsSchema.safeParse({ ...settings, [name]: value }).success).toBe(fits);
      expect(settingsOf({ ...form, limits: { ...form.limits, [name]: String(value) } }).ok).toBe(fits);
    }
  }); // prettier-ignore
  it.each([['staleDays', '1.5'], ['staleDays', ''], ['sessionHours', 'eight'], ['keyDays', '1e2']])('%s refuses %j', (name, text) => {
    expect(settingsOf({ ...form, limits: { ...form.limits, [name]: text } })).toMatchObject({ ok: false, limits: [name] });
  }); // prettier-ignore
  it('may have a comma', () => {
    expect(settingsOf({ ...form, limits: { ...form.limits, sessionHours: '1,5' } })).toMatchObject({ ok: true, settings: { sessionHours: 1.5 } });
  }); // prettier-ignore
});

describe('a pair of roles', () => {
  it.each([
    [{ name: 'Two Words', first: 'a', second: 'b' }, 'name'],
    [{ name: 'deploy-approve', first: 'a', second: 'b' }, 'twice'],
    [{ name: 'new', first: ' ', second: 'b' }, 'roles'],
    [{ name: 'new', first: 'a', second: 'b'.repeat(129) }, 'roles'],
  ])('%j', (pair, problem) => {
    const told = settingsOf({ ...form, pairs: [...form.pairs, pair] });
    expect(told.ok ? null : [...told.pairs]).toEqual([[2, problem]]);
  });
});
