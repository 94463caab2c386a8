import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  type Icon,
  IconCopy,
  IconDots,
  IconDownload,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconTestPipe,
  IconTrash,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { ask } from '../../../ui/ask';
import { done } from '../../../ui/problems';
import type { Campaign } from '../calls/campaign';
import type { Figures } from '../calls/campaignStats';
import { useDeleteCampaign } from '../calls/deleteCampaign';
import { useDuplicateCampaign } from '../calls/duplicateCampaign';
import { useMoveCampaign } from '../calls/moveCampaign';
import { exportUrl } from '../calls/recipients';
import { useRetryFailed } from '../calls/retryFailed';
import { type Action, actionsFor } from './actions';
import { TestSend } from './TestSend';

const icons: Record<Action, Icon> = {
  edit: IconPencil,
  start: IconPlayerPlay,
  pause: IconPlayerPause,
  resume: IconPlayerPlay,
  stop: IconPlayerStop,
  retry: IconRefresh,
  test: IconTestPipe,
  duplicate: IconCopy,
  export: IconDownload,
  delete: IconTrash,
};

/** A campaign's buttons: what its state allows, and a question before what cannot be undone. */
export function Actions({ campaign, figures }: { campaign: Campaign; figures: Figures | undefined }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const navigate = useNavigate();
  const [testing, setTesting] = useState(false);
  const move = useMoveCampaign(campaign.id);
  const retry = useRetryFailed(campaign.id);
  const duplicate = useDuplicateCampaign();
  const remove = useDeleteCampaign();
  const busy = move.isPending || retry.isPending || duplicate.isPending || remove.isPending;
  const { name } = campaign;
  const pending = figures?.pending ?? 0;
  const failed = figures?.failed ?? 0;

  const acts: Record<Action, () => void> = {
    edit: () => void navigate({ to: '/campaigns/$id/edit', params: { id: campaign.id } }),
    start: () =>
      ask(
        {
          title: t('ask.start', { name }),
          children: t('ask.startAbout', { count: campaign.audience.total, n: format.number(campaign.audience.total) }),
          confirm: t('action.start'),
          danger: false,
        },
        () => move.mutate({ move: 'start' }),
      ),
    pause: () => move.mutate({ move: 'pause' }),
    resume: () => move.mutate({ move: 'resume' }),
    stop: () =>
      ask(
        {
          title: t('ask.stop', { name }),
          children: t('ask.stopAbout', { count: pending, n: format.number(pending) }),
          confirm: t('action.stop'),
        },
        () => move.mutate({ move: 'stop' }),
      ),
    retry: () =>
      ask(
        {
          title: t('ask.retry'),
          children: t('ask.retryAbout', { count: failed, n: format.number(failed) }),
          confirm: t('action.retry'),
          danger: false,
        },
        () =>
          retry.mutate(undefined, {
            onSuccess: ({ retrying }) => done(t('retried', { count: retrying, n: format.number(retrying) })),
          }),
      ),
    test: () => setTesting(true),
    duplicate: () =>
      duplicate.mutate(
        { id: campaign.id, name: t('copyOf', { name }).slice(0, 120) },
        { onSuccess: (copy) => void navigate({ to: '/campaigns/$id/edit', params: { id: copy.id } }) },
      ),
    export: () => location.assign(exportUrl(campaign.id, {})),
    delete: () =>
      ask(
        {
          title: t('ask.delete', { name }),
          children: pending > 0 && campaign.startedAt ? t('ask.deleteRunning') : t('ask.deleteAbout'),
          confirm: t('action.delete'),
        },
        () => remove.mutate(campaign.id, { onSuccess: () => void navigate({ to: '/campaigns' }) }),
      ),
  };
  const { main, beside, menu } = actionsFor(campaign.state, failed);
  const button = (action: Action, variant: 'filled' | 'default') => {
    const Picture = icons[action];
    return (
      <Button key={action} variant={variant} leftSection={<Picture size={16} aria-hidden />} disabled={busy} onClick={acts[action]}>
        {t(`action.${action}`)}
      </Button>
    );
  };

  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('moreActions')}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {menu.map((action) => {
            const Picture = icons[action];
            return (
              <Menu.Item
                key={action}
                color={action === 'delete' || action === 'stop' ? 'red' : undefined}
                leftSection={<Picture size={16} aria-hidden />}
                onClick={acts[action]}
              >
                {t(`action.${action}`)}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      {beside && button(beside, 'default')}
      {button(main, 'filled')}
      {testing && <TestSend campaign={campaign} onClose={() => setTesting(false)} />}
    </>
  );
}
