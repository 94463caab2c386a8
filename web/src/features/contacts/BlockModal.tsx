import { Alert, Button, Group, List, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../lib/api/client';
import { useFormat } from '../../lib/format';
import { toFirstFault } from '../../ui/firstFault';
import { done, sentence, tell } from '../../ui/problems';
import { useBlock } from './blockNumbers';
import { numbersIn, wrongNumbers } from './numbers';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** Somebody in particular; else numbers are asked for. */
  number?: string;
}

/** Puts numbers on the blocklist: all of them or none. */
export function BlockModal({ opened, onClose, number }: Props) {
  const { t } = useTranslation('contacts');
  const { phone } = useFormat();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={number ? t('blocklist.addOne', { number: phone(number) }) : t('blocklist.add')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Block onClose={onClose} number={number} />
    </Modal>
  );
}

function Block({ onClose, number: given }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['contacts', 'ui']);
  const { number } = useFormat();
  const block = useBlock();
  const form = useForm({
    initialValues: { numbers: given ?? '', reason: '' },
    validate: {
      numbers: (value) =>
        numbersIn(value).length === 0 ? t('blocklist.numbersMissing') : numbersIn(value).length > 10_000 ? t('blocklist.tooMany') : null,
      reason: (value) => (value.trim() ? null : t('blocklist.reasonMissing')),
    },
  });
  const numbers = numbersIn(form.values.numbers);
  const wrong = block.error instanceof Problem ? wrongNumbers(block.error.errors, block.variables?.phoneNumbers ?? []) : [];

  const save = ({ reason }: typeof form.values) =>
    block.mutate(
      { reason: reason.trim(), phoneNumbers: numbers },
      {
        onSuccess: ({ blocked, known }) => {
          const added = t('blocklist.done', { count: blocked, number: number(blocked) });
          done(known > 0 ? `${added} ${t('blocklist.known', { count: known, number: number(known) })}` : added);
          onClose();
        },
        onError: (problem) => {
          if (!(problem instanceof Problem && Object.keys(problem.errors).some((field) => field.startsWith('phoneNumber'))))
            tell(problem, form);
        },
      },
    );

  return (
    <form onSubmit={form.onSubmit(save, toFirstFault)} noValidate>
      <Stack>
        {block.error && (wrong.length > 0 || (block.error instanceof Problem && block.error.errors.phoneNumbers)) && (
          <Alert color="red" variant="light" role="alert" title={t('blocklist.refused')}>
            {wrong.length > 0 ? (
              <List size="sm">
                {wrong.map((one) => (
                  <List.Item key={one.number}>
                    <b>{one.number}</b>: {one.why}
                  </List.Item>
                ))}
              </List>
            ) : (
              sentence(block.error)
            )}
          </Alert>
        )}
        {!given && (
          <Textarea
            label={t('blocklist.numbers')}
            description={t('blocklist.numbersAbout')}
            placeholder={'+55 11 98765-4321\n+351 912 345 678'}
            autosize
            minRows={3}
            maxRows={10}
            required
            data-autofocus
            {...form.getInputProps('numbers')}
          />
        )}
        <TextInput
          label={t('blocklist.reason')}
          description={t('blocklist.reasonAbout')}
          maxLength={200}
          required
          data-autofocus={given ? true : undefined}
          {...form.getInputProps('reason')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" color="red" loading={block.isPending}>
            {numbers.length > 1
              ? t('blocklist.submit', { count: numbers.length, number: number(numbers.length) })
              : t('blocklist.submitOne')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
