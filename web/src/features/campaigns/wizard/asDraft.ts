import type { Schema } from '../../../lib/api/types';
import { specialOf } from '../../../ui/Composer/draft';
import type { Campaign } from '../calls/campaign';

/** What a written message is written as: the same shape for a campaign that is made and one that is changed. */
export function asTemplate(content: Schema<'MessageContent'>): Schema<'ContentDraft'> {
  const special = specialOf(content);
  if (special) return special;
  const { kind, text, media, location, contact, pollOptions, mentions, linkPreview } = content;
  if (kind === 'poll') return { poll: { question: text ?? '', options: pollOptions ?? [] } };
  return {
    text,
    ...(media && { mediaId: media.id, sendAs: kind }),
    ...(location && { location }),
    ...(contact && { contact }),
    ...(mentions?.length && { mentions }),
    ...(linkPreview != null && { linkPreview }),
  };
}

/** A campaign that is written down as the body of a new one, with a start in mind. People who came with it are asked for by its own id. */
export function asDraft(campaign: Campaign, scheduledStart: string): Schema<'CampaignDraft'> {
  const { window, audience } = campaign;
  const wholeDay = !window || window.from === window.to;
  const variants = campaign.variants.map(({ name, weight, content }) => ({ name, weight, template: asTemplate(content) }));
  return {
    name: campaign.name,
    ...(variants.length > 1 ? { variants } : { template: variants[0]?.template }),
    audience: audience.source.contacts == null ? audience.source : { campaignId: campaign.id },
    senderIds: campaign.senderIds as string[] | null | undefined,
    scheduledStart,
    scheduledEnd: campaign.scheduledEnd,
    timeWindowStart: wholeDay ? null : window.from,
    timeWindowEnd: wholeDay ? null : window.to,
    timeZone: window?.zone,
    weekdays: window?.days,
    pacing: campaign.pacing,
    enableTyping: campaign.enableTyping,
    attempts: campaign.attempts,
    priority: campaign.priority,
    skipIncomplete: campaign.skipIncomplete,
    winner: campaign.winnerRule,
  };
}
