import { Badge, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from '../State.module.css';

const colors: Record<string, string> = { green: 'teal', yellow: 'yellow', red: 'red' };

/** How people take what a number or a template sends, as WhatsApp rates it; nothing where it does not. */
export function Quality({ of }: { of: string | null | undefined }) {
  const { t } = useTranslation('ui/Number');
  if (!of || of === 'unknown') return null;
  return (
    <Tooltip label={t('qualityAbout')} multiline w={260}>
      <Badge className={classes.state} size="sm" radius="sm" variant="light" tt="none" fw={600} color={colors[of] ?? 'gray'} tabIndex={0}>
        {t(`quality.${of}`, of)}
      </Badge>
    </Tooltip>
  );
}
