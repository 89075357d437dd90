import ts from 'typescript';

/** One way to break a piece of code: the text that stands in its place. */
export type Mutation = Readonly<{ operator: string; to: string }>;

const EQUALITIES: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '+=': ['-='],
  '-=': ['+='],
};
const METHODS: Readonly<Record<string, string | null>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  filter: null, // left out
  sort: null,
  reverse: null,
  slice: null,
};

/** The mutations of one expression, its parts apart. */
export function mutationsOf(node: ts.Expression): readonly Mutation[] {
  if (ts.isBinaryExpression(node)) return ofBinary(node);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return ofUnary(node);
  return ts.isCallExpression(node) ? ofCall(node) : ofLiteral(node);
}

/** The mutations of an expression that is asked whether it is true. */
export function mutationsOfCondition(canBeEndless: boolean): readonly Mutation[] {
  const never = { operator: 'condition', to: 'false' };
  return canBeEndless ? [never] : [{ operator: 'condition', to: 'true' }, never];
}

/** Each `?.` of a chain made `.`. */
export function mutationsOfChain(node: ts.Expression, source: ts.SourceFile): readonly Mutation[] {
  const [start, text] = [node.getStart(source), node.getText(source)];
  return questions(node).map((token) => {
    const at = token.getStart(source) - start;
    const next = text.charAt(at + 2);
    const dot = next === '[' || next === '(' ? '' : '.';
    return { operator: 'optional chain', to: text.slice(0, at) + dot + text.slice(at + 2) };
  });
}

function ofBinary(node: ts.BinaryExpression): readonly Mutation[] {
  const { left, operatorToken, right } = node;
  const isText = [left, right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side));
  if (operatorToken.kind === ts.SyntaxKind.PlusToken && isText) return [];
  const others = EQUALITIES[operatorToken.getText()] ?? [];
  return others.map((other) => ({ operator: 'operator', to: `${left.getText()} ${other} ${right.getText()}` }));
}

function ofUnary({ operator, operand }: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): readonly Mutation[] {
  const to = operand.getText();
  if (operator === ts.SyntaxKind.ExclamationToken) return [{ operator: 'negation', to }];
  if (operator === ts.SyntaxKind.PlusPlusToken) return [{ operator: 'update', to: `${to}--` }];
  if (operator === ts.SyntaxKind.MinusMinusToken) return [{ operator: 'update', to: `${to}++` }];
  return operator === ts.SyntaxKind.MinusToken ? [{ operator: 'sign', to }] : [];
}

function ofLiteral(node: ts.Expression): readonly Mutation[] {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node))
    return [{ operator: 'string', to: otherText(node) }];
  if (ts.isObjectLiteralExpression(node)) return node.properties.length > 0 ? [{ operator: 'object', to: '{}' }] : [];
  if (ts.isArrayLiteralExpression(node)) return node.elements.length > 0 ? [{ operator: 'array', to: '[]' }] : [];
  const other = OTHER_TRUTH.get(node.kind);
  return other === undefined ? [] : [{ operator: 'boolean', to: other }];
}

const OTHER_TRUTH: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.TrueKeyword, 'false'],
  [ts.SyntaxKind.FalseKeyword, 'true'],
]);

function otherText(node: ts.Expression): string {
  return ts.isStringLiteralLike(node) && node.text === '' ? "'mutant'" : "''";
}

function ofCall({ expression, arguments: given }: ts.CallExpression): readonly Mutation[] {
  if (!ts.isPropertyAccessExpression(expression)) return [];
  const name = expression.name.text;
  const other = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (other === undefined) return [];
  const object = expression.expression.getText();
  const to = other === null ? object : `${object}.${other}(${given.map((one) => one.getText()).join(', ')})`;
  return [{ operator: 'method', to }];
}

function questions(node: ts.Node): readonly ts.Node[] {
  if (!ts.isOptionalChain(node)) return [];
  const inner = questions(node.expression);
  return ts.isNonNullChain(node) || node.questionDotToken === undefined ? inner : [...inner, node.questionDotToken];
}
