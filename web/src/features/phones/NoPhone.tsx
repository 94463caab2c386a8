import { Button, List, Text } from '@mantine/core';
import { IconDeviceMobile } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../ui/Empty';
import type { Sender } from './calls/ourSenders';
import { PhoneFrame } from './phone/PhoneFrame';

/** No phone is chosen: what one can do here, in three steps. */
export function NoPhone({ senders }: { senders: readonly Sender[] }) {
  const { t } = useTranslation('phones');
  return (
    <PhoneFrame label={t('none.title')} owner="" online>
      <Empty
        icon={IconDeviceMobile}
        title={t('none.title')}
        action={
          senders.length === 0 && (
            <Button renderRoot={(props) => <Link to="/senders" search={{ add: '1' }} {...props} />}>{t('none.add')}</Button>
          )
        }
      >
        <Text size="sm" c="dimmed" mb="md">
          {t('none.text')}
        </Text>
        <List type="ordered" size="sm" ta="start" spacing="xs">
          <List.Item>{t('none.step1')}</List.Item>
          <List.Item>{t('none.step2')}</List.Item>
          <List.Item>{t('none.step3')}</List.Item>
        </List>
      </Empty>
    </PhoneFrame>
  );
}
