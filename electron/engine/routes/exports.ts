import { os } from './os.ts';

export const exportsRoutes = {
  rows: {
    begin: os.exports.rows.begin.handler(({ context: { engine }, input }) => engine.rowExports.begin(input)),
    append: os.exports.rows.append.handler(({ context: { engine }, input }) =>
      engine.rowExports.append(input.id, input.rows),
    ),
    end: os.exports.rows.end.handler(({ context: { engine }, input }) => engine.rowExports.end(input.id)),
    cancel: os.exports.rows.cancel.handler(async ({ context: { engine }, input }) => {
      await engine.rowExports.cancel(input.id);
      return {};
    }),
  },
};
