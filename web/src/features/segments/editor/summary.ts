import { isList, operandOf } from './fields';
import type { Condition, Node } from './tree';

type Translate = (key: string, values?: Record<string, unknown>) => string;

/** The operator's words; of a negated one that has no words of its own, "not" in front. */
export function operatorText(t: Translate, { field, op, negated }: Pick<Condition, 'field' | 'op' | 'negated'>): string {
  const own = t(`op.${field}.${op}`, { defaultValue: t(`op.${op}`) });
  return negated ? t(`opNot.${op}`, { defaultValue: t('not', { what: own }) }) : own;
}

function conditionText(t: Translate, condition: Condition): string {
  const { field, variable, value, values } = condition;
  const operand = operandOf(field, condition.op) ?? 'nothing';
  const subject = field === 'variables' ? variable : t(`field.${field}`);
  let object = '';
  if (operand === 'days') object = t('days', { count: Number(value) });
  else if (operand === 'campaign') object = t('aCampaign');
  else if (operand === 'imports') object = t('imports', { count: values.length });
  else if (operand === 'consents') object = values.map((one) => t(`consent.${one}`)).join(', ');
  else if (isList(operand)) object = values.length > 4 ? `${values.slice(0, 4).join(', ')}, …` : values.join(', ');
  else object = operand === 'moment' ? value.slice(0, 10) : value;
  return [subject, operatorText(t, condition), object].filter(Boolean).join(' ');
}

/** A filter in words, for a list. */
export function summary(t: Translate, node: Node, inner = false): string {
  if (node.kind === 'condition') return conditionText(t, node);
  if (node.parts.length === 0) return t('everybody');
  const text = node.parts.map((part) => summary(t, part, true)).join(` ${t(node.match === 'all' ? 'and' : 'or')} `);
  const bracketed = (inner && node.parts.length > 1) || node.negated ? `(${text})` : text;
  return node.negated ? t('not', { what: bracketed }) : bracketed;
}
