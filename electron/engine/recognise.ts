/** Tells what an imported file is, by its content and never by its name. */
import { open } from 'node:fs/promises';
import { decodeLdifBytes } from '#domain/directory/ldif/bytes.ts';
import type { Deposit } from './files.ts';

const headBytes = 64 * 1024;

export type Recognised = 'ldif' | 'aws-export' | 'adfs-rules' | null;

export function recogniseText(head: string): Recognised {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (/^(#[^\n]*\n|\s)*(version:\s*\d|dn::?\s)/i.test(text)) return 'ldif';
  if (text.startsWith('{') && /"(UserDetailList|RoleDetailList|GroupDetailList|Policies)"/.test(text))
    return 'aws-export';
  if (/=>\s*(issue|add)\s*\(/i.test(text)) return 'adfs-rules';
  // A JSON document that breaks off before any of those names is still best explained as JSON.
  return text.startsWith('{') ? 'aws-export' : null;
}

export async function recognise({ path }: Deposit): Promise<Recognised> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return recogniseText(decodeLdifBytes(buffer.subarray(0, bytesRead)));
  } finally {
    await file.close();
  }
}
