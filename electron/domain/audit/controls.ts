/**
 * Items of frameworks that checks bear on. Editions are part of it: numbers change between them.
 * Source: facts/group-role-mapping.md §5.
 */
import type { Framework } from './codes.ts';
import type { Control } from './finding.ts';

export const editions: Readonly<Record<Framework, string>> = {
  cis: 'CIS AWS Foundations Benchmark v3.0.0',
  nist: 'NIST SP 800-53 Rev. 5',
  iso: 'ISO/IEC 27001:2022 Annex A',
  soc2: 'SOC 2 TSC 2017 (2022 points of focus)',
  pci: 'PCI DSS v4.0.1',
};

/** `controls({ nist: ['AC-6(7)'] })`, in the order of frameworks given. */
export const controls = (items: Partial<Record<Framework, readonly string[]>>): readonly Control[] =>
  (Object.entries(items) as [Framework, readonly string[]][]).map(([framework, of]) => ({
    framework,
    edition: editions[framework],
    items: of,
  }));
