/**
 * A decoded authorization message as STS gives it: lists as `{"items": […]}`, or as the API reference prints them (empty text for
 * an empty list, members inside `item`). Source: STS API reference, DecodeAuthorizationMessage.
 */
import { z } from 'zod';

/** The reference prints booleans as text. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
const inside = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'item' in value ? value.item : value;
const items = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => {
    if (value === null || value === undefined || value === '') return [];
    const list =
      typeof value === 'object' && !Array.isArray(value) && 'items' in value ? (value.items ?? []) : value;
    return Array.isArray(list) ? list.map(inside) : list;
  }, z.array(item).max(10_000));
const text = z.union([z.string(), z.object({ value: z.string() }).transform(({ value }) => value)]);
const texts = items(text);

const statement = z.looseObject({
  statementId: z.string().nullish(),
  effect: z.string().nullish(),
  actions: texts,
  resources: texts,
});

export const authorizationMessageSchema = z.looseObject({
  allowed: flag,
  explicitDeny: flag,
  matchedStatements: items(statement),
  failures: items(z.unknown()),
  context: z.looseObject({
    principal: z.looseObject({
      id: z.string().nullish(),
      name: z.string().nullish(),
      arn: z.string().nullish(),
    }),
    action: z.string(),
    resource: z.string(),
    conditions: items(z.looseObject({ key: z.string(), values: texts })),
  }),
});
export type AuthorizationMessage = z.infer<typeof authorizationMessageSchema>;
