import { expect, it, vi } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { role, saml } from '#domain/session/limits.fixture.ts';
import type { Engine } from '../engine.ts';
import { causes } from './causes.ts';

const damaged = () =>
  Promise.reject(new Fault('workspace.damaged', { name: 'theirs.treeline', detail: 'rows' }));
const engine = {
  workspace: { current: { sources: damaged, estates: damaged } },
  store: { accessKeys: () => [], sessions: () => [] },
  sessions: { signer: () => new Promise(() => {}) },
  sts: {},
} as unknown as Engine;

it('are told without a workspace that cannot be read', async () => {
  const asked = { request: saml(), code: 'sts.samlExpired', detail: '' };
  expect(await causes(engine, asked)).not.toEqual([]);
});

it('are told without who signed where the keychain waits for its user', async () => {
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
  const request = role({ source: { kind: 'accessKey', id: 'k' } });
  await expect(causes(engine, { request, code: 'sts.accessDenied', detail: '' })).resolves.toBeInstanceOf(
    Array,
  );
  vi.restoreAllMocks();
});
