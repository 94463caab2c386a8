import { Anchor, Button, List, Stack } from '@mantine/core';
import { IconBuildingStore, IconInfoCircle, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDriverQuery } from '../../../lib/drivers';
import { Asked, Lines } from '../../../ui/Asked';
import { Empty } from '../../../ui/Empty';
import { Notice } from '../../../ui/Notice';
import { TabHead } from '../TabHead';
import { AccountCard } from './AccountCard';
import { AddAccountDialog } from './AddAccountDialog';
import { useAccounts } from './calls';
import { WebhookFields } from './WebhookFields';

/** The official way: business accounts at Meta, with their webhook, numbers and templates. */
export function CloudTab() {
  const { t } = useTranslation('settings');
  const query = useAccounts();
  const drivers = useDriverQuery();
  const [adding, setAdding] = useState(false);
  const absent = drivers.data && !drivers.data.some((driver) => driver.name === 'cloud');
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      {t('cloud.add')}
    </Button>
  );
  return (
    <>
      <TabHead title={t('tab.cloud')} about={t('cloud.about')} action={query.data?.length ? add : undefined} />
      {absent && (
        <Notice color="yellow" icon={IconInfoCircle} mb="md">
          {t('cloud.absent')}
        </Notice>
      )}
      <Asked query={query} loading={<Lines count={6} height={32} />}>
        {(accounts) =>
          accounts.length === 0 ? (
            <Empty icon={IconBuildingStore} title={t('cloud.none')} action={add}>
              <List type="ordered" size="sm" ta="start" spacing={4}>
                {[1, 2, 3, 4, 5].map((step) => (
                  <List.Item key={step}>
                    {t(`cloud.step${step}`)}
                    {step === 4 && <WebhookFields />}
                  </List.Item>
                ))}
              </List>
              <Anchor href="https://developers.facebook.com/docs/whatsapp/cloud-api/get-started" target="_blank" rel="noreferrer" size="sm">
                {t('cloud.guide')}
              </Anchor>
            </Empty>
          ) : (
            <Stack gap="lg">
              {accounts.map((account) => (
                <AccountCard key={account.id} account={account} />
              ))}
            </Stack>
          )
        }
      </Asked>
      {adding && <AddAccountDialog onClose={() => setAdding(false)} />}
    </>
  );
}
