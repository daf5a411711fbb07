import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SamlResponses } from './responses.ts';

const gone = expect.objectContaining({ code: 'saml.responseGone' });
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('holds a response until it is forgotten', () => {
  const responses = new SamlResponses();
  const handle = responses.hold('one');
  expect(handle).toMatch(/^[0-9a-f]{32}$/);
  expect(responses.hold('one')).not.toBe(handle);
  expect(responses.look(handle)).toBe('one');
  responses.forget(handle);
  expect(() => responses.look(handle)).toThrow(gone);
  expect(() => responses.look('0')).toThrow(gone);
});

it('holds it for five minutes, looked at or not', () => {
  const responses = new SamlResponses();
  const handle = responses.hold('one');
  vi.advanceTimersByTime(299_000);
  expect(responses.look(handle)).toBe('one');
  vi.advanceTimersByTime(1_000);
  expect(() => responses.look(handle)).toThrow(gone);
});

it('holds sixteen at most, and forgets on demand', () => {
  const responses = new SamlResponses();
  const handles = Array.from({ length: 17 }, (_, at) => responses.hold(String(at)));
  expect(() => responses.look(handles[0]!)).toThrow(gone);
  expect(responses.look(handles[1]!)).toBe('1');
  responses.forget(handles[1]!);
  expect(() => responses.look(handles[1]!)).toThrow(gone);
  responses.forgetAll();
  expect(() => responses.look(handles[16]!)).toThrow(gone);
  expect(vi.getTimerCount()).toBe(0);
});
