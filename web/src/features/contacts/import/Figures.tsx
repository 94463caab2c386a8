import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { Figure } from '../../../ui/Figure';
import type { Import } from './getImport';

/** What became of the rows. */
export function Figures({ view: { counts, target } }: { view: Import }) {
  const { t } = useTranslation('contacts');
  const { number } = useFormat();
  const names =
    target === 'contacts'
      ? (['created', 'updated', 'unchanged', 'duplicate', 'blocked', 'rejected'] as const)
      : (['created', 'unchanged', 'duplicate', 'rejected'] as const);
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: names.length }} spacing="md">
      {names.map((name) => (
        <Figure
          key={name}
          name={t(
            target === 'blocklist' && name !== 'duplicate' && name !== 'rejected'
              ? `imports.figure.${name}Blocklist`
              : `imports.figure.${name}`,
          )}
          value={number(counts[name])}
          note={t(`imports.note.${name}`, { defaultValue: '' }) || undefined}
          color={name === 'rejected' && counts.rejected > 0 ? 'red' : undefined}
        />
      ))}
    </SimpleGrid>
  );
}
