import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';

/** Counts down to the next group. */
export function NextGroup({ number, at }: { number: number; at: string }) {
  const { t } = useTranslation('broadcasts');
  const format = useFormat();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((new Date(at).getTime() - now) / 1000));
  return (
    <Text size="sm">
      {seconds > 0
        ? t('sending.next', { n: format.number(number), wait: format.duration(seconds) })
        : t('sending.nextNow', { n: format.number(number) })}
    </Text>
  );
}
