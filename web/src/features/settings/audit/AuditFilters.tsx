import { Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditFilter } from './audit';

interface Props {
  filter: AuditFilter;
  onChange: (next: AuditFilter) => void;
}

/** The filters, in the address as they are set; what is typed waits until one pauses. */
export function AuditFilters({ filter, onChange }: Props) {
  const { t } = useTranslation('settings');
  const [round, setRound] = useState(0);
  const set = (change: AuditFilter) => onChange({ ...filter, ...change });
  const typed = useDebouncedCallback(set, 350);
  const any = Object.values(filter).some(Boolean);
  return (
    <Group gap="sm" mb="md" align="flex-end" key={round}>
      <TextInput
        label={t('audit.actor')}
        placeholder={t('audit.actorHint')}
        leftSection={<IconSearch size={16} aria-hidden />}
        defaultValue={filter.actor ?? ''}
        onChange={(event) => typed({ actor: event.currentTarget.value || undefined })}
        style={{ flex: '1 1 180px' }}
      />
      <TextInput
        label={t('audit.action')}
        placeholder={t('audit.actionHint')}
        leftSection={<IconSearch size={16} aria-hidden />}
        defaultValue={filter.action ?? ''}
        onChange={(event) => typed({ action: event.currentTarget.value || undefined })}
        style={{ flex: '1 1 180px' }}
      />
      <Select
        label={t('audit.outcome')}
        data={[
          { value: '', label: t('audit.outcomes.any') },
          { value: 'done', label: t('audit.outcomes.done') },
          { value: 'failed', label: t('audit.outcomes.failed') },
        ]}
        value={filter.outcome ?? ''}
        onChange={(value) => set({ outcome: value || undefined })}
        allowDeselect={false}
        style={{ flex: '1 1 150px' }}
        maw={{ sm: 190 }}
      />
      <TextInput
        type="date"
        label={t('audit.from')}
        value={filter.from ?? ''}
        onChange={(event) => set({ from: event.currentTarget.value || undefined })}
        style={{ flex: '1 1 140px' }}
        maw={{ sm: 160 }}
      />
      <TextInput
        type="date"
        label={t('audit.to')}
        value={filter.to ?? ''}
        onChange={(event) => set({ to: event.currentTarget.value || undefined })}
        style={{ flex: '1 1 140px' }}
        maw={{ sm: 160 }}
      />
      {any && (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            onChange({});
            setRound(round + 1); // the typed fields hold their own text
          }}
        >
          {t('audit.clear')}
        </Button>
      )}
    </Group>
  );
}
