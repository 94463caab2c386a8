import { Drawer, Input, NumberInput, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../../lib/api/client';
import { useFormat } from '../../../lib/format';
import { FormEnd } from '../../../ui/FormEnd';
import { mark, toFirstFault } from '../../../ui/firstFault';
import { done, tell } from '../../../ui/problems';
import { useCreateBroadcast } from '../calls/createBroadcast';
import { MOST_NUMBERS, readNumbers } from '../numbers';
import { audienceOf, type People, PeopleFields, type Source } from './PeopleFields';

interface Props {
  opened: boolean;
  onClose: () => void;
  onMade: (id: string) => void;
}

export function NewList({ opened, onClose, onMade }: Props) {
  const { t } = useTranslation(['broadcasts', 'ui']);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('new')}
      size="lg"
      padding="lg"
      closeButtonProps={{ 'aria-label': t('ui:close') }}
      styles={{ title: { fontWeight: 650 } }}
    >
      <NewListForm onClose={onClose} onMade={onMade} />
    </Drawer>
  );
}

const sources: readonly Source[] = ['numbers', 'tags', 'segment', 'file', 'all'];

function NewListForm({ onClose, onMade }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['broadcasts', 'ui']);
  const format = useFormat();
  const create = useCreateBroadcast();
  const narrow = useMediaQuery('(max-width: 36em)');
  const form = useForm({
    initialValues: {
      name: '',
      people: { source: 'numbers', numbers: '', tags: [], segmentId: null, importId: null } as People,
      groupSize: 256 as number | string,
    },
    validate: {
      name: (name) => (name.trim() ? null : t('form.nameMissing')),
      people: ({ source, numbers, tags, segmentId, importId }) => {
        const count = source === 'numbers' ? readNumbers(numbers).numbers.length : 1;
        if (count === 0) return t('form.numbersMissing');
        if (count > MOST_NUMBERS) return t('form.numbersMany', { most: format.number(MOST_NUMBERS) });
        if (source === 'tags' && tags.length === 0) return t('form.tagsMissing');
        if (source === 'file' && !importId) return t('form.fileMissing');
        return source === 'segment' && !segmentId ? t('form.segmentMissing') : null;
      },
      groupSize: (size) => (Number(size) >= 1 && Number(size) <= 1024 ? null : t('form.groupSizeWrong')),
    },
  });
  const { people } = form.values;
  const submit = form.onSubmit(
    ({ name, people, groupSize }) =>
      create.mutate(
        {
          name: name.trim(),
          groupSize: Number(groupSize),
          ...(people.source === 'numbers' ? { numbers: readNumbers(people.numbers).numbers } : { audience: audienceOf(people) }),
        },
        {
          onSuccess: (list) => {
            done(t('form.made', { name: list.name }));
            onMade(list.id);
          },
          onError: (problem) => {
            const wrong = problem instanceof Problem && Object.entries(problem.errors).find(([field]) => /^(numbers|audience)/.test(field));
            if (wrong) mark(form, 'people', wrong[1].join(' '));
            else tell(problem, form as never);
          },
        },
      ),
    toFirstFault,
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <TextInput label={t('form.name')} maxLength={120} required data-autofocus {...form.getInputProps('name')} />
        <Input.Wrapper label={t('form.people')} labelElement="div">
          <SegmentedControl
            aria-label={t('form.people')}
            fullWidth
            orientation={narrow ? 'vertical' : 'horizontal'}
            mb="md"
            data={sources.map((value) => ({ value, label: t(`form.source.${value}`) }))}
            value={people.source}
            onChange={(source) => {
              form.clearFieldError('people');
              form.setFieldValue('people', { ...people, source: source as Source });
            }}
          />
          <PeopleFields people={people} error={form.errors.people} onChange={(next) => form.setFieldValue('people', next)} />
        </Input.Wrapper>
        <NumberInput
          label={t('form.groupSize')}
          description={t('form.groupSizeAbout')}
          min={1}
          max={1024}
          maw={280}
          {...form.getInputProps('groupSize')}
        />
      </Stack>
      <FormEnd mt="xl" submit={t('form.make')} pending={create.isPending} onCancel={onClose} />
    </form>
  );
}
