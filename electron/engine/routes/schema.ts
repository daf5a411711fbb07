import * as schema from '../schema.ts';
import { os } from './os.ts';

export const schemaRoutes = {
  classes: os.schema.classes.handler(({ context: { engine }, input }) => schema.schemaClasses(engine, input)),
  attributes: os.schema.attributes.handler(({ context: { engine }, input }) =>
    schema.schemaAttributes(engine, input),
  ),
  rights: os.schema.rights.handler(({ context: { engine }, input }) => schema.schemaRights(engine, input)),
  class: os.schema.class.handler(({ context: { engine }, input }) => schema.schemaClass(engine, input)),
  attribute: os.schema.attribute.handler(({ context: { engine }, input }) =>
    schema.schemaAttribute(engine, input),
  ),
};
