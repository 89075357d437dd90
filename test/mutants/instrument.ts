import ts from 'typescript';
import { type Mutation, mutationsOf, mutationsOfChain, mutationsOfCondition } from './mutation.js';

export type Mutant = Readonly<{
  id: number;
  line: number;
  column: number;
  operator: string;
  from: string;
  to: string;
  /** Whether it counts while the file is loaded, and never again. */
  onLoad: boolean;
}>;

/**
 * All mutants of a file in one text: each stands behind a question for its number, so that one compilation and one process do for
 * all. Loops count their turns, so that an endless one ends.
 */
export function instrument(
  fileName: string,
  text: string,
  firstId: number,
): Readonly<{ text: string; mutants: readonly Mutant[] }> {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2022, true);
  const instrumenter = new Instrumenter(source, firstId);
  return { text: instrumenter.render(source), mutants: instrumenter.mutants };
}

class Instrumenter {
  readonly mutants: Mutant[] = [];

  constructor(
    readonly source: ts.SourceFile,
    readonly firstId: number,
  ) {}

  /** The text of a node, with the mutants of all its parts. */
  render(node: ts.Node): string {
    if (isLeftAlone(node)) return node.getText(this.source);
    const inner = this.#withParts(node);
    if (ts.isBlock(node)) return this.#block(node, inner);
    if (ts.isExpressionStatement(node) || ts.isThrowStatement(node)) {
      return `{ if (${this.#isNot(node, { operator: 'statement', to: '' })}) ${inner} }`; // braces: an else may follow
    }
    return isValue(node) ? this.#value(node, inner) : inner;
  }

  #withParts(node: ts.Node): string {
    const start = node.getStart(this.source);
    let [text, at] = ['', start];
    node.forEachChild((child) => {
      const from = child.getStart(this.source);
      text += this.source.text.slice(at, from) + this.render(child);
      at = child.getEnd();
    });
    return text + this.source.text.slice(at, node.getEnd());
  }

  #block(node: ts.Block, inner: string): string {
    const { parent } = node;
    if (isLoop(parent)) return `{ globalThis.countTurn();${inner.slice(1)}`;
    const isBody = ts.isFunctionLike(parent) && !ts.isConstructorDeclaration(parent) && node.statements.length > 0;
    if (!isBody) return inner;
    return `{ if (!(${this.#isNot(node, { operator: 'body', to: '{}' })})) return;${inner.slice(1)}`;
  }

  #value(node: ts.Expression, inner: string): string {
    const mutations = [...mutationsOf(node), ...this.#byPlace(node)];
    return mutations.reduce((text, one) => `(${this.#isNot(node, one)} ? ${text} : (${one.to}))`, inner);
  }

  #byPlace(node: ts.Expression): readonly Mutation[] {
    const { parent } = node;
    if (ts.isOptionalChain(node) && !isPartOfChain(node)) return mutationsOfChain(node, this.source);
    if (ts.isArrowFunction(parent) && parent.body === node) return [{ operator: 'body', to: 'undefined' }];
    return isCondition(node) ? mutationsOfCondition(isLoop(parent)) : [];
  }

  #isNot(node: ts.Node, { operator, to }: Mutation): string {
    const id = this.firstId + this.mutants.length;
    const { line, character } = this.source.getLineAndCharacterOfPosition(node.getStart(this.source));
    const place = {
      line: line + 1,
      column: character + 1,
      onLoad: ts.findAncestor(node, ts.isFunctionLike) === undefined,
    };
    this.mutants.push({ id, ...place, operator, from: node.getText(this.source), to });
    return `globalThis.mutant !== ${id}`;
  }
}

// Types, names and imports do nothing; what an error that cannot happen would say is nobody's business.
function isLeftAlone(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isPropertyName(node)) {
    return !isExpressionPlace(node);
  }
  return ts.isNewExpression(node) && /^(Error|Conflict)$/.test(node.expression.getText());
}

function isExpressionPlace(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isStringLiteralLike(node)) return false;
  const isName =
    (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isBindingElement(parent)) &&
    (parent as ts.PropertyAssignment).name === node;
  return !isName;
}

function isValue(node: ts.Node): node is ts.Expression {
  if (!ts.isExpression(node) || isPartOfChain(node)) return false;
  const { parent } = node;
  if (ts.isExpressionStatement(parent) || ts.isExpressionWithTypeArguments(parent)) return false;
  const isTarget = ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent);
  return !isTarget;
}

function isAssignment({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isPartOfChain(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isOptionalChain(parent) && parent.expression === node;
}

function isCondition(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isForStatement(parent) || ts.isConditionalExpression(parent)) return parent.condition === node;
  return (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) && parent.expression === node;
}

function isLoop(node: ts.Node): boolean {
  return ts.isIterationStatement(node, false);
}
