import { MantineProvider, Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { Problem } from '../lib/api/client';
import { toFirstFault } from './firstFault';
import { tell } from './problems';

afterEach(cleanup);

/** A form that the server does not take, or that is not sent at all. */
function Long({ name, errors, own }: { name: string; errors: Record<string, string[]>; own?: boolean }) {
  const form = useForm({
    initialValues: { name: '', way: '', note: '' },
    validate: own ? { note: () => 'Write something.' } : undefined,
  });
  const { error, ...way } = form.getInputProps('way');
  return (
    <form
      aria-label={name}
      noValidate
      onSubmit={form.onSubmit(() => tell(new Problem(400, 'invalid', 'Not so', '', errors), form as never), toFirstFault)}
    >
      <TextInput label={`${name}: name`} {...form.getInputProps('name')} />
      <Radio.Group label={`${name}: way`} error={error} {...way}>
        <Stack>
          <Radio value="qr" label={`${name}: QR`} />
        </Stack>
      </Radio.Group>
      <TextInput label={`${name}: note`} {...form.getInputProps('note')} />
      <button type="submit">{`Send ${name}`}</button>
    </form>
  );
}

const show = (...forms: Parameters<typeof Long>[0][]) =>
  render(
    <MantineProvider>
      {forms.map((form) => (
        <Long key={form.name} {...form} />
      ))}
    </MantineProvider>,
  );

test('what the server does not take leads to the first field that is at fault', async () => {
  show({ name: 'A', errors: { note: ['Too long.'], name: ['It is there already.'] } });
  await userEvent.click(screen.getByText('Send A'));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('A: name')));
});

test('a choice at fault is found too', async () => {
  show({ name: 'A', errors: { way: ['Choose one.'] } });
  await userEvent.click(screen.getByText('Send A'));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('A: QR')));
});

test('so does what the page itself does not take, in the form that is sent', async () => {
  show({ name: 'A', errors: {}, own: true }, { name: 'B', errors: { name: ['No.'] } });
  await userEvent.click(screen.getByText('Send B'));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('B: name')));
  await userEvent.click(screen.getByText('Send A'));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('A: note')));
});
