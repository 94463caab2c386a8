import { useEffect } from 'react';
import type { Schema } from '../../../lib/api/types';
import type { Campaign } from '../calls/campaign';
import type { Change } from '../calls/saveCampaign';

export const steps = ['audience', 'message', 'sending', 'check'] as const;
export type Step = (typeof steps)[number];

/** What became of leaving a step: its fields are wrong, the server refused, or all is written down. */
export type Left = 'invalid' | 'failed' | 'saved';

export interface StepProps {
  campaign: Campaign;
  /** Writes a change down; false when the server refused (and the person was told). */
  save: (change: Change) => Promise<boolean>;
  /** Tells the wizard how this step is left. */
  onLeave: (leave: () => Promise<Left>) => void;
}

/** The first step also makes the campaign. */
export interface FirstStepProps extends Omit<StepProps, 'campaign'> {
  campaign: Campaign | undefined;
  create: (draft: Schema<'CampaignDraft'>) => Promise<boolean>;
}

/** Says how the step is left, with the values of the latest drawing. */
export function useLeave(onLeave: StepProps['onLeave'], leave: () => Promise<Left>) {
  useEffect(() => onLeave(leave));
}
