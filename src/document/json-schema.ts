/** The published JSON Schema of the format, for completion in editors; made from the schema that names mistakes. */
import { z } from 'zod';
import { documentSchema } from './schema.ts';

/** JSON Schema, draft 7. */
export const documentJsonSchema = (): object => {
  const { $schema, ...schema } = z.toJSONSchema(documentSchema, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'throw',
  });
  return {
    $schema,
    title: 'Faultline document',
    examples: [
      { faultline: 1, nodes: { shop: { kind: 'app', dependsOn: ['db'] }, db: { kind: 'database' } } },
    ],
    ...schema,
  };
};
