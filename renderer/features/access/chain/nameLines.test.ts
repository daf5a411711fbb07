import { expect, it } from 'vitest';
import { linesOf } from './nameLines.ts';

it.each([
  ['Admin', 124, 1],
  ['GG-SEO-IT-Leads', 137, 1],
  // "AWS-", "648120375592-", "Admin"
  ['AWS-648120375592-Admin', 124, 3],
  // "AWS-648120375592-", "Admin"
  ['AWS-648120375592-Admin', 184, 2],
  ['AWS-648120375592-Admin', 216, 1],
  ['Domain Users of Seoul', 124, 2],
  ['a'.repeat(40), 124, 4],
  ['', 124, 1],
])('%s takes in %i px %i', (name, width, lines) => expect(linesOf(name, width)).toBe(lines));
