import '@mantine/spotlight/styles.layer.css';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import { IconAddressBook, IconDeviceMobile, IconPlus, IconSearch, IconSend, IconSettings, IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../lib/api/client';
import { format } from '../lib/format';
import { useMe } from '../lib/me';
import { places } from './nav';

/** What the settings have for tabs, each with words of its own to be found by. */
const settings = ['team', 'keys', 'business', 'channels', 'cloud', 'pacing', 'audit', 'businesses'];

/** Ctrl-K: go anywhere, begin anything, find a campaign, a sender or a person. */
export default function CommandPalette({ simulator, onClose }: { simulator: boolean; onClose: () => void }) {
  const { t } = useTranslation('app');
  // They come while one types: the palette does not wait for them.
  const { t: settingsText, ready } = useTranslation('settings', { useSuspense: false });
  const me = useMe();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const [wanted] = useDebouncedValue(query.trim(), 200);
  useEffect(() => spotlight.open(), []);

  const campaigns = useQuery({
    queryKey: ['campaigns', 'list', 'palette'],
    queryFn: ({ signal }) => take(api.GET('/api/campaigns', { params: { query: { limit: 100 } }, signal })),
  });
  const senders = useQuery({
    queryKey: ['senders', 'list', 'palette'],
    queryFn: ({ signal }) => take(api.GET('/api/senders', { params: { query: { limit: 100 } }, signal })),
  });
  const contacts = useQuery({
    queryKey: ['contacts', 'palette', wanted],
    queryFn: ({ signal }) => take(api.GET('/api/contacts', { params: { query: { limit: 5, q: wanted } }, signal })),
    enabled: wanted.length > 1,
  });

  const go = (to: string) => () => void navigate({ to });
  const picture = (Picture: typeof IconSearch) => <Picture size={18} stroke={1.6} aria-hidden />;
  const found = wanted.length > 0 || query.length > 0;
  const groups: { group: string; actions: SpotlightActionData[] }[] = [
    {
      group: t('palette.begin'),
      actions: [
        { id: 'new-campaign', label: t('palette.newCampaign'), leftSection: picture(IconPlus), onClick: go('/campaigns/new') },
        { id: 'import', label: t('palette.import'), leftSection: picture(IconUpload), onClick: go('/contacts/import') },
        { id: 'new-sender', label: t('palette.newSender'), leftSection: picture(IconDeviceMobile), onClick: go('/senders?add=1') },
      ],
    },
    {
      group: t('palette.go'),
      actions: places
        .flatMap((group) => group.places)
        .filter((place) => !place.simulator || simulator)
        .map((place) => ({
          id: place.name,
          label: t(`place.${place.name}`),
          leftSection: picture(place.icon as typeof IconSearch),
          onClick: go(place.to),
        })),
    },
  ];
  if (found) {
    groups.push(
      {
        group: t('place.settings'),
        actions: settings
          .filter((tab) => ready && (tab !== 'businesses' || me.operator))
          .map((tab) => ({
            id: `settings-${tab}`,
            label: settingsText(`tab.${tab}`),
            keywords: settingsText(`tabWords.${tab}`),
            leftSection: picture(IconSettings),
            onClick: go(`/settings?tab=${tab}`),
          })),
      },
      {
        group: t('place.campaigns'),
        actions: (campaigns.data?.items ?? []).map((campaign) => ({
          id: campaign.id,
          label: campaign.name,
          leftSection: picture(IconSend),
          onClick: go(`/campaigns/${campaign.id}`),
        })),
      },
      {
        group: t('place.senders'),
        actions: (senders.data?.items ?? []).map((sender) => ({
          id: sender.id,
          label: sender.name,
          description: format.phone(sender.phoneNumber),
          keywords: sender.phoneNumber,
          leftSection: picture(IconDeviceMobile),
          onClick: go(`/senders/${sender.id}`),
        })),
      },
      {
        group: t('place.contacts'),
        actions: (wanted.length > 1 ? (contacts.data?.items ?? []) : []).map((contact) => ({
          id: contact.id,
          label: contact.name ?? format.phone(contact.phoneNumber ?? ''),
          description: contact.name ? format.phone(contact.phoneNumber ?? '') : undefined,
          keywords: wanted, // the server found it, by whatever
          leftSection: picture(IconAddressBook),
          onClick: go(`/contacts/${contact.id}`),
        })),
      },
    );
  }

  return (
    <Spotlight
      actions={groups.filter((group) => group.actions.length > 0)}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      shortcut={null}
      limit={12}
      scrollable
      maxHeight="60vh"
      highlightQuery={false}
      attributes={{ content: { 'aria-label': t('search') } }}
      nothingFound={t('palette.nothing')}
      searchProps={{ leftSection: <IconSearch size={18} aria-hidden />, placeholder: t('palette.placeholder'), 'aria-label': t('search') }}
    />
  );
}
