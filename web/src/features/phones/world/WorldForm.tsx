import { Box, Button, Group, NumberInput, SimpleGrid, Slider, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useFreshForm } from '../../../lib/freshForm';
import { ask } from '../../../ui/ask';
import { done } from '../../../ui/problems';
import { useResetWorld } from '../calls/resetWorld';
import { useChangeWorld, type World } from '../calls/world';

const times = ['latencyMs', 'deliverAfterMs', 'readAfterMs'] as const;
const rates = [
  'readRate',
  'unregisteredRate',
  'transientFailureRate',
  'unknownRate',
  'lostReceiptRate',
  'duplicateEventRate',
  'reorderRate',
] as const;

export function WorldForm({ world }: { world: World }) {
  const { t } = useTranslation('phones');
  const format = useFormat();
  const change = useChangeWorld();
  const reset = useResetWorld();
  const form = useForm<World>({ initialValues: world });
  const keep = useFreshForm(form, world);
  const sure = () =>
    ask(
      {
        title: t('world.resetTitle'),
        children: t('world.resetAbout'),
        confirm: t('world.reset'),
      },
      () =>
        reset.mutate(undefined, {
          onSuccess: () => {
            form.reset(); // what was half changed is forgotten too; the settings of the first day come by themselves
            done(t('world.resetDone'));
          },
        }),
    );
  return (
    <form
      onSubmit={form.onSubmit((values) =>
        change.mutate(values, {
          onSuccess: (now) => {
            keep(now);
            done(t('world.saved'));
          },
        }),
      )}
    >
      <Stack gap="lg">
        <Text size="sm" c="dimmed">
          {t('world.about')}
        </Text>
        <SimpleGrid cols={2} spacing="sm" verticalSpacing="sm">
          {times.map((field) => (
            <NumberInput
              key={field}
              label={t(`world.${field}`)}
              suffix=" ms"
              min={0}
              max={3_600_000}
              step={100}
              allowDecimal={false}
              {...form.getInputProps(field)}
            />
          ))}
          <NumberInput label={t('world.seed')} allowDecimal={false} {...form.getInputProps('seed')} />
        </SimpleGrid>
        <Text size="xs" c="dimmed" mt={-12}>
          {t('world.seedAbout')}
        </Text>
        <Title order={3} size="h6">
          {t('world.rates')}
        </Title>
        {rates.map((field) => (
          <Box key={field}>
            <Group justify="space-between" gap="xs" wrap="nowrap">
              <Text size="sm" id={`rate-${field}`}>
                {t(`world.${field}`)}
              </Text>
              <Text size="sm" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
                {format.percent(form.values[field])}
              </Text>
            </Group>
            <Slider
              mt={4}
              min={0}
              max={1}
              step={field === 'readRate' ? 0.01 : 0.005}
              label={null}
              thumbProps={{ 'aria-labelledby': `rate-${field}` }}
              value={form.values[field]}
              onChange={(value) => form.setFieldValue(field, value)}
            />
          </Box>
        ))}
        <Group justify="space-between" mt="sm">
          <Button variant="subtle" color="red" loading={reset.isPending} onClick={sure}>
            {t('world.resetDots')}
          </Button>
          <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
            {t('ui:save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
