/** Policies of one's own, to be tried: kept while the window is open, and nowhere else. */
import { shallowRef } from 'vue';
import type { PolicyUse } from '#domain/policy/codes.ts';

export interface Draft {
  readonly id: number;
  readonly name: string;
  readonly use: PolicyUse;
  readonly text: string;
}

export const draftText = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::example-bucket/*"
    }
  ]
}`;

let last = 1;
export const drafts = shallowRef<readonly Draft[]>([{ id: 1, name: '1', use: 'identity', text: draftText }]);
export const draftAt = shallowRef(0);

export function addDraft(): void {
  last++;
  drafts.value = [...drafts.value, { id: last, name: String(last), use: 'resource', text: '' }];
  draftAt.value = drafts.value.length - 1;
}
export function dropDraft(at: number): void {
  if (drafts.value.length === 1) return;
  drafts.value = drafts.value.filter((_, i) => i !== at);
  draftAt.value = Math.min(draftAt.value, drafts.value.length - 1);
}
export const changeDraft = (at: number, change: Partial<Draft>): void =>
  void (drafts.value = drafts.value.map((each, i) => (i === at ? { ...each, ...change } : each)));
