import { Button, Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { FormEnd } from '../../ui/FormEnd';
import { done } from '../../ui/problems';
import { useRestSender } from './calls/restSender';
import { fromLocal, restChoices, toLocal } from './rest';
import type { Sender } from './sender';

/** Nothing is sent until a time; then it goes on by itself. */
export function RestDialog({ sender, opened, onClose }: { sender: Sender; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('senders');
  const format = useFormat();
  const rest = useRestSender();
  const [until, setUntil] = useState('');
  const [now, setNow] = useState(() => new Date());
  const at = fromLocal(until);
  const valid = at && at > new Date();
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('ui:close') }}
      opened={opened}
      onClose={onClose}
      title={t('rest.title', { name: sender.name })}
      transitionProps={{ onEnter: () => setNow(new Date()) }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!at) return;
          rest.mutate(
            { id: sender.id, until: at.toISOString() },
            {
              onSuccess: () => {
                done(t('done.resting', { name: sender.name, until: format.dateTime(at) }));
                onClose();
              },
            },
          );
        }}
      >
        <Stack>
          <Text size="sm">{t('rest.about')}</Text>
          <SimpleGrid cols={2} spacing="xs">
            {restChoices(now).map((choice) => (
              <Button
                key={choice.key}
                variant={until === toLocal(choice.at) ? 'light' : 'default'}
                onClick={() => setUntil(toLocal(choice.at))}
                aria-pressed={until === toLocal(choice.at)}
                styles={{ label: { whiteSpace: 'normal' } }}
              >
                {t(`rest.${choice.key}`)}
              </Button>
            ))}
          </SimpleGrid>
          <TextInput
            type="datetime-local"
            label={t('rest.until')}
            value={until}
            min={toLocal(now)}
            onChange={(event) => setUntil(event.currentTarget.value)}
            error={until && !valid ? t('rest.past') : undefined}
            required
          />
          <FormEnd submit={t('rest.submit')} pending={rest.isPending} disabled={!valid} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
