import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import { afterEach, expect, test, vi } from 'vitest';
import { i18nReady } from '../lib/i18n';
import { DecimalInput } from './DecimalInput';

afterEach(cleanup);

test.each([
  ['pt-BR', '3,5', '3,5'],
  ['pt-BR', '3.5', '3,5'],
  ['en', '3,5', '3.5'],
])('in %s, %s is three and a half', async (language, typed, shown) => {
  await i18nReady;
  await i18next.changeLanguage(language);
  const change = vi.fn();
  render(
    <MantineProvider>
      <DecimalInput label="Gap" onChange={change} />
    </MantineProvider>,
  );
  await userEvent.type(screen.getByLabelText('Gap'), typed);
  expect(change).toHaveBeenLastCalledWith(3.5);
  expect((screen.getByLabelText('Gap') as HTMLInputElement).value).toBe(shown);
});
