/** What signs do: arithmetic, comparison, logic. */
import { type Value, isKnown, plainOf } from '../value.ts';
import { isSame, numberOf, truthOf } from './plain.ts';

/** The value of an operation; nothing if it cannot be known. `&&` and `||` may be known by one side alone. */
export const operate = (operator: string, operands: readonly Value[]): boolean | number | undefined => {
  const [left, right] = operands;
  if (left === undefined) return undefined;
  if (right === undefined) return alone(operator, left);
  switch (operator) {
    case '&&':
    case '||': {
      const decides = operator === '||';
      const truths = new Set([truth(left), truth(right)]);
      if (truths.has(decides)) return decides;
      return truths.has(undefined) ? undefined : !decides;
    }
    case '==':
      return same(left, right);
    case '!=': {
      const found = same(left, right);
      return found === undefined ? undefined : !found;
    }
    default:
      return calculated(operator, number(left), number(right));
  }
};

const alone = (operator: string, operand: Value): boolean | number | undefined => {
  if (operator === '!') {
    const found = truth(operand);
    return found === undefined ? undefined : !found;
  }
  const value = number(operand);
  return value === undefined ? undefined : -value;
};

const truth = (value: Value): boolean | undefined =>
  value.kind === 'plain' ? truthOf(value.plain) : undefined;

const number = (value: Value): number | undefined =>
  value.kind === 'plain' ? numberOf(value.plain) : undefined;

/** Null, or a value of another sort, is not the same as what is known to be a list or a map. */
const same = (left: Value, right: Value): boolean | undefined => {
  if (left.kind === 'unknown' || right.kind === 'unknown') return undefined;
  if (left.kind !== right.kind) return false;
  return isKnown(left) && isKnown(right) ? isSame(plainOf(left)!, plainOf(right)!) : undefined;
};

const calculated = (
  operator: string,
  left: number | undefined,
  right: number | undefined,
): boolean | number | undefined => {
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : left / right;
    case '%':
      return right === 0 ? undefined : left % right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return undefined;
  }
};
