import { ActionIcon, Autocomplete, Button, Drawer, Group, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTags } from '../../../lib/audiences';
import { FormEnd } from '../../../ui/FormEnd';
import { toFirstFault } from '../../../ui/firstFault';
import { done, tell } from '../../../ui/problems';
import type { Contact } from '../listContacts';
import { useChangeContact } from '../saveContact';
import { changesOf, rowsOf, troubleIn, type VariableRow } from './variables';

interface Props {
  contact: Contact;
  opened: boolean;
  onClose: () => void;
}

/** Name, number, tags and variables of a person, to be changed. */
export function EditDrawer({ contact, opened, onClose }: Props) {
  const { t } = useTranslation('contacts');
  return (
    <Drawer opened={opened} onClose={onClose} title={t('person.edit')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <Edit contact={contact} onClose={onClose} />
    </Drawer>
  );
}

function Edit({ contact, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['contacts', 'ui']);
  const known = useTags().data ?? [];
  const change = useChangeContact(contact.id);
  const [rows, setRows] = useState<VariableRow[]>(() => rowsOf(contact.variables));
  const trouble = troubleIn(rows);
  const form = useForm({
    initialValues: {
      name: contact.name ?? '',
      phoneNumber: contact.phoneNumber ?? '',
      language: contact.language ?? '',
      timeZone: contact.timeZone ?? '',
      tags: contact.tags,
    },
  });

  const save = ({ phoneNumber, ...values }: typeof form.values) => {
    if (trouble.size > 0) return;
    change.mutate(
      {
        ...values,
        // A number that nobody touched is not read again.
        phoneNumber: phoneNumber.trim() === (contact.phoneNumber ?? '') ? undefined : phoneNumber.trim(),
        variables: changesOf(contact.variables, rows),
      },
      {
        onSuccess: () => {
          done(t('person.saved'));
          onClose();
        },
        onError: (problem) => tell(problem, form),
      },
    );
  };
  const write = (id: number, part: Partial<VariableRow>) => setRows(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const add = () => setRows([...rows, { id: Math.max(-1, ...rows.map((row) => row.id)) + 1, name: '', text: '' }]);

  return (
    <form onSubmit={form.onSubmit(save, toFirstFault)} noValidate>
      <Stack>
        <TextInput label={t('name')} maxLength={200} data-autofocus {...form.getInputProps('name')} />
        <TextInput label={t('number')} type="tel" {...form.getInputProps('phoneNumber')} />
        <Group grow align="flex-start">
          <TextInput label={t('field.language')} placeholder="pt-BR" maxLength={35} {...form.getInputProps('language')} />
          <Autocomplete
            label={t('field.timeZone')}
            placeholder="America/Sao_Paulo"
            data={Intl.supportedValuesOf('timeZone')}
            limit={20}
            {...form.getInputProps('timeZone')}
          />
        </Group>
        <TagsInput
          label={t('tags')}
          data={known.map(({ tag }) => tag)}
          maxTags={50}
          splitChars={[',', ';', '|']}
          {...form.getInputProps('tags')}
        />
        <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <Text component="legend" size="sm" fw={500} mb={4} p={0}>
            {t('person.variables')}
          </Text>
          <Text size="xs" c="dimmed" mb="xs">
            {t('person.variablesAbout')}
          </Text>
          <Stack gap="xs">
            {rows.map((row) => (
              <Group key={row.id} gap="xs" wrap="nowrap" align="flex-start">
                <TextInput
                  aria-label={t('person.variableName')}
                  placeholder={t('person.variableName')}
                  value={row.name}
                  maxLength={64}
                  onChange={(event) => write(row.id, { name: event.currentTarget.value })}
                  error={trouble.has(row.id) && t(`map.${trouble.get(row.id)}`)}
                  flex="2 1 0"
                />
                <TextInput
                  aria-label={t('person.variableValue', { name: row.name })}
                  placeholder={t('person.value')}
                  value={row.text}
                  maxLength={2000}
                  onChange={(event) => write(row.id, { text: event.currentTarget.value })}
                  flex="3 1 0"
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={36}
                  aria-label={t('person.removeVariable', { name: row.name })}
                  onClick={() => setRows(rows.filter((one) => one.id !== row.id))}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Group>
            ))}
            <div>
              <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
                {t('person.addVariable')}
              </Button>
            </div>
          </Stack>
        </fieldset>
        <FormEnd mt="sm" submit={t('ui:save')} pending={change.isPending} disabled={trouble.size > 0} onCancel={onClose} />
      </Stack>
    </form>
  );
}
