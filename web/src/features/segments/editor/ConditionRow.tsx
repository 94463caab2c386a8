import { ActionIcon, Autocomplete, Select, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useVariables } from '../../../lib/audiences';
import { fields, groups, hasOpposite } from './fields';
import classes from './GroupEditor.module.css';
import { OperandInput } from './OperandInput';
import { operatorText } from './summary';
import { ask, type Condition, lacking } from './tree';

interface Props {
  condition: Condition;
  tried: boolean;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

const NOT = '!';

/** One line: of what, how it is asked, and with what. */
export function ConditionRow({ condition, tried, onChange, onRemove }: Props) {
  const { t } = useTranslation('segments');
  const { field, op, negated, variable } = condition;
  const names = (useVariables(field === 'variables').data ?? []).map((one) => one.name);
  const missing = tried ? lacking(condition) : undefined;
  const word = (name: string, not: boolean) => operatorText(t as never, { field, op: name, negated: not });
  const operators = Object.keys(fields[field] ?? {}).flatMap((name) => {
    // A negation that is there already stays to be chosen, also where it would not be offered.
    const both = !hasOpposite(field, name) || (negated && name === op);
    return [{ value: name, label: word(name, false) }, ...(both ? [{ value: NOT + name, label: word(name, true) }] : [])];
  });
  return (
    <div className={classes.row}>
      <div className={classes.field}>
        <Select
          aria-label={t('fieldLabel')}
          data={Object.entries(groups).map(([group, items]) => ({
            group: t(`fields.${group}`),
            items: items.map((value) => ({ value, label: t(`field.${value}`) })),
          }))}
          value={field}
          allowDeselect={false}
          maxDropdownHeight={340}
          onChange={(value) => value && onChange(ask(condition, value, undefined))}
        />
        {field === 'variables' && (
          <Autocomplete
            aria-label={t('variable')}
            placeholder={t('variable')}
            data={names}
            value={variable}
            onChange={(value) => onChange({ ...condition, variable: value })}
            maxLength={64}
            error={missing === 'variable' && t('lacking.variable')}
          />
        )}
      </div>
      <Select
        className={classes.op}
        aria-label={t('opLabel')}
        data={operators}
        value={(negated ? NOT : '') + op}
        allowDeselect={false}
        onChange={(value) => value && onChange(ask(condition, field, value.replace(NOT, ''), value.startsWith(NOT)))}
      />
      <div className={classes.operand}>
        <OperandInput
          condition={condition}
          onChange={onChange}
          error={missing && missing !== 'variable' ? t(`lacking.${missing}`) : undefined}
        />
      </div>
      <Tooltip label={t('removeCondition')}>
        <ActionIcon className={classes.remove} variant="subtle" color="gray" mt={4} aria-label={t('removeCondition')} onClick={onRemove}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
