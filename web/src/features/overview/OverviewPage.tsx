import { Button, Grid, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page';
import { ActivityPanel } from './activity/ActivityPanel';
import { AttentionPanel } from './attention/AttentionPanel';
import { useBeginnings, useSenders } from './calls';
import { CampaignsPanel } from './campaigns/CampaignsPanel';
import { stepsOf } from './firstSteps/steps';
import { useHidden } from './firstSteps/useHidden';
import { NowFigures } from './now/NowFigures';
import { SendersPanel } from './senders/SendersPanel';

// Who has been here for a while never sees them.
const FirstSteps = lazy(() => import('./firstSteps/FirstSteps').then((file) => ({ default: file.FirstSteps })));

export default function OverviewPage() {
  const { t } = useTranslation('overview');
  const senders = useSenders();
  const beginnings = useBeginnings();
  const steps = stepsOf(senders.data?.items, beginnings.contacts, beginnings.campaigns);
  const hidden = useHidden();
  const open = steps?.some((step) => !step.done) && !hidden.is ? steps : undefined;
  // Without a sender nothing can have happened, and panels full of zeros would only stand in the way of the first step.
  const bare = open !== undefined && senders.data?.items.length === 0;

  return (
    <Page
      title={t('title')}
      actions={
        !open && (
          <Button component={Link} to="/campaigns/new" leftSection={<IconPlus size={18} aria-hidden />}>
            {t('newCampaign')}
          </Button>
        )
      }
    >
      <Stack gap="md">
        {open && (
          <Suspense>
            <FirstSteps steps={open} onHide={bare ? undefined : hidden.hide} />
          </Suspense>
        )}
        {!bare && (
          <>
            <AttentionPanel />
            <NowFigures />
            <Grid gap="md">
              <Grid.Col span={{ base: 12, lg: 8 }}>
                <ActivityPanel />
              </Grid.Col>
              <Grid.Col span={{ base: 12, lg: 4 }}>
                <SendersPanel />
              </Grid.Col>
              <Grid.Col span={12}>
                <CampaignsPanel />
              </Grid.Col>
            </Grid>
          </>
        )}
      </Stack>
    </Page>
  );
}
