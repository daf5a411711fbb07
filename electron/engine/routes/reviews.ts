import { decideAll } from '../review/decideAll.ts';
import * as reviews from '../review/reviews.ts';
import { os } from './os.ts';

export const reviewsRoutes = {
  start: os.reviews.start.handler(({ context: { engine }, input, signal }) =>
    reviews.startReview(engine, input.request, signal),
  ),
  decideAll: os.reviews.decideAll.handler(({ context: { engine }, input, signal }) =>
    decideAll(engine, input, signal),
  ),
  list: os.reviews.list.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'list', input, signal),
  ),
  get: os.reviews.get.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'get', input, signal),
  ),
  preview: os.reviews.preview.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'preview', input, signal),
  ),
  items: os.reviews.items.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'items', input, signal),
  ),
  item: os.reviews.item.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'item', input, signal),
  ),
  nextOpen: os.reviews.nextOpen.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'nextOpen', input, signal),
  ),
  position: os.reviews.position.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'position', input, signal),
  ),
  groups: os.reviews.groups.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'groups', input, signal),
  ),
  stand: os.reviews.stand.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'stand', input, signal),
  ),
  decide: os.reviews.decide.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'decide', input, signal),
  ),
  reassign: os.reviews.reassign.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'reassign', input, signal),
  ),
  signOff: os.reviews.signOff.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'signOff', input, signal),
  ),
  remove: os.reviews.remove.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'remove', input, signal),
  ),
  verify: os.reviews.verify.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'verify', input, signal),
  ),
  report: os.reviews.report.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'report', input, signal),
  ),
  revocations: os.reviews.revocations.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'revocations', input, signal),
  ),
  exportItems: os.reviews.exportItems.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'exportItems', input, signal),
  ),
  importDecisions: os.reviews.importDecisions.handler(({ context: { engine }, input, signal }) =>
    reviews.answer(engine, 'importDecisions', input, signal),
  ),
};
