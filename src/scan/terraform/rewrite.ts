/** Expressions with some calls replaced by what they stand for: those that need other files, which are read first. */
import { conditional } from '../hcl/conditional.ts';
import type { Attribute, Block, Body, Expression } from '../hcl/syntax.ts';

export type CallExpression = Expression & { readonly kind: 'call' };

/** What a call stands for; nothing if it stays as it is. Arguments are replaced already. */
export type Replace = (call: CallExpression) => Promise<Expression | undefined>;

/** Expressions in one another. */
const MOST_DEEP = 100;

export const rewriteBody = async (body: Body, replace: Replace): Promise<Body> => ({
  attributes: await rewriteAttributes(body.attributes, replace),
  blocks: await inOrder(body.blocks, async (block): Promise<Block> => ({
    ...block,
    ...(await rewriteBody(block, replace)),
  })),
});

const rewriteAttributes = async (
  attributes: Body['attributes'],
  replace: Replace,
): Promise<Body['attributes']> => {
  const rewritten = new Map<string, Attribute>();
  for (const [name, attribute] of attributes)
    rewritten.set(name, { ...attribute, value: await rewrite(attribute.value, replace) });
  return rewritten;
};

const rewrite = async (expression: Expression, replace: Replace, depth = 0): Promise<Expression> => {
  if (depth > MOST_DEEP) return expression;
  const inner = (of: Expression): Promise<Expression> => rewrite(of, replace, depth + 1);
  switch (expression.kind) {
    case 'template':
      return { ...expression, parts: await inOrder(expression.parts, inner) };
    case 'list':
      return { ...expression, items: await inOrder(expression.items, inner) };
    case 'object':
      return {
        ...expression,
        entries: await inOrder(expression.entries, async ({ key, value }) => ({
          key: await inner(key),
          value: await inner(value),
        })),
      };
    case 'attribute':
    case 'splat':
      return { ...expression, of: await inner(expression.of) };
    case 'index':
      return { ...expression, of: await inner(expression.of), key: await inner(expression.key) };
    case 'call': {
      const call = { ...expression, args: await inOrder(expression.args, inner) };
      return (await replace(call)) ?? call;
    }
    case 'conditional':
      return conditional(
        await inner(expression.test),
        await inner(expression.then),
        await inner(expression.otherwise),
        expression.line,
      );
    case 'operation':
      return { ...expression, operands: await inOrder(expression.operands, inner) };
    case 'for':
      return {
        ...expression,
        of: await inner(expression.of),
        makes: {
          ...expression.makes,
          ...(expression.makes.key === undefined ? {} : { key: await inner(expression.makes.key) }),
          value: await inner(expression.makes.value),
        },
        ...(expression.when === undefined ? {} : { when: await inner(expression.when) }),
      };
    case 'literal':
    case 'variable':
    case 'unknown':
      return expression;
  }
};

const inOrder = async <T, U>(items: readonly T[], map: (item: T) => Promise<U>): Promise<readonly U[]> => {
  const mapped: U[] = [];
  for (const item of items) mapped.push(await map(item));
  return mapped;
};
