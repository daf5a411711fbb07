import {
  ArrowLeftFromLine,
  ArrowRightFromLine,
  FolderInput,
  PencilLine,
  Shapes,
  TextCursorInput,
  UserRoundCheck,
  UserRoundX,
  UsersRound,
} from '@lucide/vue';
import type { Component } from 'vue';
import type { DifferenceKind } from '#domain/compare/codes.ts';

/** The pictures of the kinds of differences. */
export const kindIcons: Readonly<Record<DifferenceKind, Component>> = {
  onlyInA: ArrowLeftFromLine,
  onlyInB: ArrowRightFromLine,
  moved: FolderInput,
  renamed: TextCursorInput,
  retyped: Shapes,
  enabled: UserRoundCheck,
  disabled: UserRoundX,
  membership: UsersRound,
  changed: PencilLine,
};
