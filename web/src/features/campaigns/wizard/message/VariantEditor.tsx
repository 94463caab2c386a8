import { Button, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Composer } from '../../../../ui/Composer/Composer';
import type { Campaign } from '../../calls/campaign';
import type { VariantValue } from '../message';
import { starterText } from '../starter';
import { useAudienceVariables } from './audienceVariables';

interface Props {
  campaign: Campaign;
  value: VariantValue;
  error?: string;
  onChange: (value: VariantValue) => void;
  /** Left out when there is only one. */
  onRemove?: () => void;
}

/** One variant: what it is called, how often it goes, and what it says. */
export function VariantEditor({ campaign, value, error, onChange, onRemove }: Props) {
  const { t } = useTranslation('campaigns');
  const variables = useAudienceVariables(campaign);
  return (
    <Stack gap="sm">
      {onRemove && (
        <Group gap="sm" align="flex-end">
          <TextInput
            label={t('message.variantName')}
            value={value.name}
            onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
            maxLength={40}
            w={160}
          />
          <NumberInput
            label={t('message.weight')}
            value={value.weight}
            onChange={(weight) => onChange({ ...value, weight: Math.min(1000, Math.max(1, Math.round(Number(weight)) || 1)) })}
            min={1}
            max={1000}
            w={110}
          />
          <Button variant="subtle" color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={onRemove}>
            {t('message.removeVariant')}
          </Button>
        </Group>
      )}
      <Composer
        draft={value}
        onChange={(draft) => onChange({ ...value, ...draft })}
        error={error}
        variables={variables}
        starter={starterText(t)}
      />
    </Stack>
  );
}
