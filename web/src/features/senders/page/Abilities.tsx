import { Anchor, Spoiler } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Capabilities } from '../../../ui/Driver/Capabilities';
import { Fallback } from '../../../ui/Driver/Fallback';
import type { Sender } from '../sender';
import { Section } from './Section';

/** What can be sent through it: by its first driver and by its fallback. */
export function Abilities({ sender }: { sender: Sender }) {
  const { t } = useTranslation('senders');
  const drivers = [sender.driver, sender.fallbackDriver].flatMap((name) => {
    const capabilities = name ? sender.capabilities?.[name] : undefined;
    return name && capabilities ? [{ name, capabilities }] : [];
  });
  if (drivers.length === 0) return null;
  return (
    <Section
      title={t('abilities.title')}
      beside={
        <Anchor size="sm" renderRoot={(props) => <Link to="/settings" search={{ tab: 'channels' }} {...props} />}>
          {t('abilities.compare')}
        </Anchor>
      }
    >
      <Spoiler maxHeight={300} showLabel={t('abilities.all')} hideLabel={t('abilities.less')}>
        <Capabilities drivers={drivers} under={(driver) => driver === sender.fallbackDriver && <Fallback />} />
      </Spoiler>
    </Section>
  );
}
