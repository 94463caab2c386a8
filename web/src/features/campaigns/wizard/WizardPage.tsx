import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Asked, Lines } from '../../../ui/Asked';
import { Empty } from '../../../ui/Empty';
import { Page } from '../../../ui/Page';
import { type Campaign, useCampaign } from '../calls/campaign';
import { Wizard } from './Wizard';

/** Makes a campaign, or changes one that has not started. */
export default function WizardPage() {
  const { t } = useTranslation(['campaigns', 'ui/Composer', 'ui/Pacing', 'ui/Reasons']);
  const { id } = useParams({ strict: false }) as { id?: string };
  const campaign = useCampaign(id);
  if (!id) return <Wizard campaign={undefined} />;
  if (campaign.data && !isOpen(campaign.data))
    return (
      <Page title={campaign.data.name}>
        <Empty
          icon={IconLock}
          title={t('wizard.closed')}
          action={
            <Button component={Link} to={`/campaigns/${id}`}>
              {t('wizard.look')}
            </Button>
          }
        >
          {t('wizard.closedAbout')}
        </Empty>
      </Page>
    );
  if (campaign.data) return <Wizard key={id} campaign={campaign.data} />;
  return (
    <Page title={t('wizard.edit')}>
      <Asked query={campaign} loading={<Lines count={6} height={32} />}>
        {() => null}
      </Asked>
    </Page>
  );
}

const isOpen = (campaign: Campaign) => campaign.state === 'draft' || campaign.state === 'scheduled';
