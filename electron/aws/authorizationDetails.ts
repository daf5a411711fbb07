/** Import of a GetAccountAuthorizationDetails answer saved as a file: AWS CLI or SDK form, either document encoding. */
import { Fault } from '../contract/faults.ts';
import { unread } from '../domain/estate/facts.ts';
import type { EstateFacts, Partition } from '../domain/estate/facts.ts';
import { knownPartition, parseArn } from './arn.ts';
import { authorizationPageSchema } from './authorizationSchema.ts';
import type { AuthorizationPage } from './authorizationSchema.ts';
import { addPage, emptyCollection } from './iamFacts.ts';
import type { Decode, IamCollection } from './iamFacts.ts';
import { breaksOff } from './json.ts';
import { decodeDocument } from './policyDocument.ts';

/**
 * The facts of one answer, or of an array of its pages. What the file has no place for is not readable
 * (`notIncluded`), never empty. Throws `import.truncated` (JSON that breaks off, or an answer that says that more
 * follows) and `import.invalid` with a JSON path.
 */
export function fromAuthorizationDetails(json: string, fileName: string): EstateFacts {
  const given = parse(json, fileName);
  const pages = Array.isArray(given) ? given : [given];
  const all = emptyCollection();
  const held = new Set<string>();
  const arns: string[] = [];
  pages.forEach((one, at) => {
    const root = Array.isArray(given) ? `$[${at}]` : '$';
    const page = checked(one, root, fileName);
    if (at === pages.length - 1 && (page.IsTruncated === true || (page.NextToken ?? '') !== '')) {
      throw new Fault('import.truncated', { name: fileName, detail: 'IsTruncated' });
    }
    addPage(all, page, decoding(root, fileName));
    for (const list of lists) if (page[list]) held.add(list);
  });
  for (const list of [all.users, all.groups, all.roles, all.policies])
    for (const { arn } of list) arns.push(arn);
  return toFacts(all, held, arns, fileName);
}

const lists = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const;

function parse(json: string, fileName: string): unknown {
  // PowerShell's redirection puts a byte order mark first.
  const text = json.startsWith('\uFEFF') ? json.slice(1) : json;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (breaksOff(text)) throw new Fault('import.truncated', { name: fileName, detail: `${text.length}` });
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    throw new Fault('import.invalid', {
      name: fileName,
      path: '$',
      detail: position ? `JSON, position ${position}` : 'JSON',
    });
  }
}

function checked(given: unknown, root: string, fileName: string): AuthorizationPage {
  const page = authorizationPageSchema.safeParse(given);
  if (page.success) return page.data;
  const issue = page.error.issues[0];
  throw new Fault('import.invalid', {
    name: fileName,
    path: jsonPath(root, issue?.path ?? []),
    detail: issue?.message ?? '',
  });
}

function decoding(root: string, fileName: string): Decode {
  return (given, where) => {
    try {
      return decodeDocument(given);
    } catch (error) {
      throw new Fault('import.invalid', {
        name: fileName,
        path: jsonPath(root, where),
        detail: (error as Error).message,
      });
    }
  };
}

/** `$.RoleDetailList[3].Arn` */
function jsonPath(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => text + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`),
    root,
  );
}

function toFacts(
  all: IamCollection,
  held: ReadonlySet<string>,
  arns: readonly string[],
  fileName: string,
): EstateFacts {
  const accounts = new Set<string>();
  let partition: Partition | null = null;
  for (const arn of arns) {
    const parts = parseArn(arn)!;
    const known = knownPartition(parts.partition);
    if (known === null)
      throw new Fault('import.invalid', {
        name: fileName,
        path: '$',
        detail: `partition ${parts.partition}`,
      });
    partition ??= known;
    if (parts.account !== 'aws') accounts.add(parts.account);
  }
  const notIncluded = { state: 'notReadable', code: 'notIncluded' } as const;
  const reading = <T>(list: (typeof lists)[number], value: readonly T[]) =>
    held.has(list) ? ({ state: 'read', value } as const) : notIncluded;
  return {
    partition: partition ?? 'aws',
    accounts: [...accounts].map((id) => ({ id, name: null, alias: null })),
    ...unread('notIncluded'),
    roles: reading('RoleDetailList', all.roles),
    users: reading('UserDetailList', all.users),
    groups: reading('GroupDetailList', all.groups),
    policies: reading('Policies', all.policies),
    reach: { regions: [], accounts: [], allAccounts: false },
  };
}
