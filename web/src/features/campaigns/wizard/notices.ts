import type { Campaign } from '../calls/campaign';
import type { Check } from '../calls/checkCampaign';

export interface Notice {
  key:
    | 'nobody'
    | 'noSender'
    | 'notConnected'
    | 'endPassed'
    | 'notInTime'
    | 'years'
    | 'outsideWindow'
    | 'onlyOthers'
    | 'simulated'
    | 'starter';
  values?: { count: number };
  /** It stands against starting. */
  stops: boolean;
}

/** What a person should know before starting. The server says the same in English sentences; from its figures it can be said in any language.
 * @param starter The text that a new campaign begins with. */
export function noticesOf(check: Check, campaign: Campaign, starter: string, now: Date): Notice[] {
  const notices: Notice[] = [];
  const { willGet, estimate } = check;
  const leftOut = (reason: string) => check.willNotGet.find((left) => left.reason === reason)?.amount ?? 0;
  const incomplete = leftOut('variable-missing');
  // These may write before their turn comes.
  const outside = leftOut('outside-free-form-window');
  const ended = campaign.scheduledEnd != null && new Date(campaign.scheduledEnd) <= now;
  if (willGet + incomplete + outside === 0) notices.push({ key: 'nobody', stops: true });
  if (estimate.senders === 0) notices.push({ key: 'noSender', stops: false });
  else if (estimate.sendersConnected === 0) notices.push({ key: 'notConnected', stops: false });
  if (ended) notices.push({ key: 'endPassed', stops: true });
  else if (campaign.scheduledEnd != null && estimate.sentInTime < willGet)
    notices.push({ key: 'notInTime', values: { count: willGet - estimate.sentInTime }, stops: false });
  else if (willGet > 0 && estimate.senders > 0 && estimate.endsAt == null) notices.push({ key: 'years', stops: false });
  if (outside > 0) notices.push({ key: 'outsideWindow', values: { count: outside }, stops: false });
  if (check.onlyOtherSenders > 0) notices.push({ key: 'onlyOthers', values: { count: check.onlyOtherSenders }, stops: false });
  if (check.simulatedSenders > 0) notices.push({ key: 'simulated', values: { count: check.simulatedSenders }, stops: false });
  if (campaign.variants.some(({ content }) => content.text === starter)) notices.push({ key: 'starter', stops: false });
  return notices;
}
