import { Button, Group } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { Back } from '../../../ui/Back';
import { Page } from '../../../ui/Page';
import { tell } from '../../../ui/problems';
import { State } from '../../../ui/State';
import type { Campaign } from '../calls/campaign';
import { type Change, useChangeCampaign, useCreateCampaign } from '../calls/saveCampaign';
import { AudienceStep } from './AudienceStep';
import { CheckStep } from './CheckStep';
import { MessageStep } from './MessageStep';
import { SendingStep } from './SendingStep';
import { StepNav } from './StepNav';
import { type Left, type Step, steps } from './step';
import classes from './Wizard.module.css';

/** Four steps. The campaign is written down when the first is left and with every step after it, so a reload loses nothing. */
export function Wizard({ campaign }: { campaign: Campaign | undefined }) {
  const { t } = useTranslation('campaigns');
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const step: Step = campaign ? (steps.find((one) => one === search.step) ?? 'audience') : 'audience';
  const place = steps.indexOf(step);
  const create = useCreateCampaign();
  const change = useChangeCampaign(campaign?.id ?? '');
  const [busy, setBusy] = useState(false);
  const leave = useRef<() => Promise<Left>>(async () => 'saved');
  const made = useRef<string>(undefined);
  const onLeave = useCallback((how: () => Promise<Left>) => {
    leave.current = how;
  }, []);

  const save = (body: Change) =>
    change.mutateAsync(body).then(
      () => true,
      (problem) => {
        tell(problem);
        return false;
      },
    );
  const begin = (body: Schema<'CampaignDraft'>) =>
    create.mutateAsync(body).then(
      (one) => {
        made.current = one.id;
        return true;
      },
      (problem) => {
        tell(problem);
        return false;
      },
    );

  const go = async (to: Step) => {
    if (busy || to === step) return;
    setBusy(true);
    const left = await leave.current();
    setBusy(false);
    // What is wrong keeps nobody from going back; it is not written down.
    if (left === 'failed' || (left === 'invalid' && steps.indexOf(to) > place)) return;
    const id = campaign?.id ?? made.current;
    leave.current = async () => 'saved';
    if (id)
      void navigate({
        to: '/campaigns/$id/edit',
        params: { id },
        search: (now: Record<string, string | undefined>) => ({ start: now.start, step: to }),
        replace: !campaign,
      });
  };
  const next = steps[place + 1];
  const before = steps[place - 1];
  const props = { save, onLeave };

  return (
    <Page
      title={campaign?.name ?? t('new')}
      beside={campaign && <State of={campaign.state} />}
      before={<Back to={campaign ? `/campaigns/${campaign.id}` : '/campaigns'}>{campaign ? t('wizard.toCampaign') : t('title')}</Back>}
    >
      <StepNav step={step} reachable={Boolean(campaign)} onGo={(to) => void go(to)} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (next) void go(next);
        }}
      >
        {step === 'audience' && <AudienceStep campaign={campaign} create={begin} {...props} />}
        {campaign && step === 'message' && <MessageStep campaign={campaign} {...props} />}
        {campaign && step === 'sending' && <SendingStep campaign={campaign} {...props} />}
        {campaign && step === 'check' && <CheckStep campaign={campaign} onGo={(to) => void go(to)} {...props} />}
        {next && (
          <Group justify="space-between" className={classes.foot}>
            {before ? (
              <Button variant="default" onClick={() => void go(before)} disabled={busy}>
                {t('wizard.back')}
              </Button>
            ) : (
              <span />
            )}
            <Button type="submit" loading={busy}>
              {t('wizard.next', { step: t(`step.${next}`) })}
            </Button>
          </Group>
        )}
      </form>
    </Page>
  );
}
