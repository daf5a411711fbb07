import type { FilterProblem } from '../../../domain/directory/filter/problem.ts';
import type { FilterNote } from '../../queries.ts';

/** What is wrong with a filter's text; the place stands beside it. */
export const filterProblem: Record<FilterProblem, string> = {
  open: 'An opening parenthesis is expected here.',
  close: 'A closing parenthesis is missing.',
  trailing: 'The filter ends before this. Join several conditions with (&…) or (|…).',
  emptyList: 'There is nothing to join: put at least one condition between these parentheses.',
  operator: 'A condition needs =, >=, <=, ~= or :=.',
  attribute: 'This is not the name of an attribute.',
  rule: 'This is not a matching rule. Write attribute:rule:=value.',
  escape:
    'After a backslash come two hexadecimal digits. Write \\5c for a backslash, \\2a for *, \\28 and \\29 for parentheses.',
  character: 'This character has to be escaped in a value: write \\28 for (, \\2a for *, \\00 for a null.',
  depth: 'The filter is nested too deeply.',
};

/** What else is worth knowing of a filter that is well-formed. */
export const filterNote: Record<FilterNote, string> = {
  ruleUnknown:
    'A snapshot does not know the matching rule {text}: that condition is neither met nor not met.',
  timeOpen: '{text} becomes a point in time when the query runs.',
};
