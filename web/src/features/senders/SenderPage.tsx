import { Button, Grid, Skeleton, Stack } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlugConnected } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Asked } from '../../ui/Asked';
import { Back } from '../../ui/Back';
import { useDriverName } from '../../ui/Driver/driverName';
import { Page } from '../../ui/Page';
import { State } from '../../ui/State';
import { useSender } from './calls/showSender';
import { ConnectDialog } from './connect/ConnectDialog';
import { Abilities } from './page/Abilities';
import { BusinessNumber } from './page/BusinessNumber';
import { Down } from './page/Down';
import { History } from './page/History';
import { Limits } from './page/Limits';
import { Sessions } from './page/Sessions';
import { Statistics } from './page/Statistics';
import { Why } from './page/Why';
import { SenderMenu } from './SenderMenu';
import { type Sender, stateOf } from './sender';
import { useSenderActions } from './useSenderActions';

export default function SenderPage() {
  const { t } = useTranslation(['senders', 'ui/Driver', 'ui/Number', 'ui/Reasons', 'ui/Why', 'ui/Pacing']);
  const { id } = useParams({ from: '/inside/senders/$id' });
  const sender = useSender(id);
  const back = <Back to="/senders">{t('title')}</Back>;
  if (!sender.data)
    return (
      <Page title={t('one')} before={back}>
        <Asked query={sender} loading={<Skeleton height={320} />}>
          {() => null}
        </Asked>
      </Page>
    );
  return <One key={id} sender={sender.data} back={back} />;
}

function One({ sender, back }: { sender: Sender; back: React.ReactNode }) {
  const { t } = useTranslation('senders');
  const nameOf = useDriverName();
  const format = useFormat();
  const navigate = useNavigate();
  const [connecting, setConnecting] = useState(false);
  const [driver, setDriver] = useState<string>();
  const connect = (through?: string) => {
    setDriver(through);
    setConnecting(true);
  };
  const act = useSenderActions(sender);
  const idle = sender.status === 'disconnected' || sender.status === 'waiting_for_login' || sender.status === 'banned';
  const held = sender.paused || Boolean(sender.restUntil);
  return (
    <Page
      title={sender.name}
      before={back}
      beside={<State of={stateOf(sender)} size="lg" />}
      about={[format.phone(sender.phoneNumber), nameOf(sender.driver)].join(' · ')}
      actions={
        <>
          <SenderMenu sender={sender} rest onConnect={() => connect()} onDeleted={() => void navigate({ to: '/senders' })} />
          {held ? (
            <Button
              variant={idle ? 'default' : 'filled'}
              leftSection={<IconPlayerPlay size={16} aria-hidden />}
              loading={act.busy}
              onClick={act.resume}
            >
              {t('resume')}
            </Button>
          ) : (
            <Button variant="default" leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={act.pause}>
              {t('pauseDots')}
            </Button>
          )}
          {idle && (
            <Button leftSection={<IconPlugConnected size={16} aria-hidden />} onClick={() => connect()}>
              {t('connect')}
            </Button>
          )}
          {act.dialogs}
        </>
      }
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="lg">
            <Down sender={sender} onConnect={connect} />
            <Why sender={sender} onConnect={() => connect()} />
            <Statistics sender={sender} />
            <Abilities sender={sender} />
            <History sender={sender} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="lg">
            <Sessions sender={sender} onConnect={connect} onDisconnect={act.disconnect} onLogout={act.logout} />
            <BusinessNumber sender={sender} />
            <Limits sender={sender} onEdit={act.edit} />
          </Stack>
        </Grid.Col>
      </Grid>
      <ConnectDialog sender={sender} driver={driver} opened={connecting} onClose={() => setConnecting(false)} />
    </Page>
  );
}
