import {
  type Icon,
  IconAddressBook,
  IconBrandWhatsapp,
  IconBroadcast,
  IconDeviceMobile,
  IconLayoutDashboard,
  IconListDetails,
  IconMessages,
  IconSend,
  IconSettings,
  IconTemplate,
  IconUsersGroup,
} from '@tabler/icons-react';

export interface Place {
  /** Its key in the texts, and its path below /app/. */
  name: string;
  to: string;
  icon: Icon;
  /** Only where the stand-in is on. */
  simulator?: boolean;
}

/** The places an owner or admin goes to, in groups, in the order of the navigation. */
export const places: readonly { group: string; places: readonly Place[] }[] = [
  { group: '', places: [{ name: 'overview', to: '/', icon: IconLayoutDashboard }] },
  {
    group: 'reach',
    places: [
      { name: 'campaigns', to: '/campaigns', icon: IconSend },
      { name: 'broadcasts', to: '/broadcasts', icon: IconBroadcast },
      { name: 'bulk', to: '/bulk', icon: IconMessages },
      { name: 'templates', to: '/templates', icon: IconTemplate },
    ],
  },
  {
    group: 'people',
    places: [
      { name: 'contacts', to: '/contacts', icon: IconAddressBook },
      { name: 'segments', to: '/segments', icon: IconUsersGroup },
    ],
  },
  {
    group: 'engine',
    places: [
      { name: 'senders', to: '/senders', icon: IconBrandWhatsapp },
      { name: 'queue', to: '/queue', icon: IconListDetails },
      { name: 'phones', to: '/phones', icon: IconDeviceMobile, simulator: true },
    ],
  },
  { group: '', places: [{ name: 'settings', to: '/settings', icon: IconSettings }] },
];
