import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { Problem } from '../lib/api/client';
import { meQuery } from '../lib/me';
import { Broken } from './Broken';
import { NotFound } from './NotFound';
import { queries } from './queries';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Broken });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>) => ({
    next: typeof search.next === 'string' ? search.next : undefined,
    // What the server found when Google sent somebody back: nothing good, or that a code is still wanted.
    problem: search.problem === 'google' ? ('google' as const) : undefined,
    step: search.step === 'code' ? ('code' as const) : undefined,
  }),
  component: lazyRouteComponent(() => import('../features/sign-in/SignInPage')),
});

const denied = createRoute({
  getParentRoute: () => root,
  path: '/access-denied',
  component: lazyRouteComponent(() => import('../features/sign-in/AccessDeniedPage')),
});

const ownPassword = createRoute({
  getParentRoute: () => root,
  path: '/own-password',
  beforeLoad: ({ location }) => signedIn(location.href),
  component: lazyRouteComponent(() => import('../features/sign-in/OwnPasswordPage')),
});

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    const me = await signedIn(location.href);
    if (me.user?.mustChangePassword) throw redirect({ to: '/own-password' });
    // A vendor has the sales panel and the own account; the rest is not theirs to see, and the server says the same.
    if (me.role === 'vendor' && !location.pathname.startsWith('/account')) throw redirect({ to: '/account' });
  },
  component: lazyRouteComponent(() => import('./Shell')),
});

async function signedIn(here: string) {
  try {
    return await queries.ensureQueryData(meQuery);
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401)
      throw redirect({ to: '/sign-in', search: { next: here === '/' ? undefined : here, problem: undefined, step: undefined } });
    throw problem;
  }
}

type Import = Parameters<typeof lazyRouteComponent>[0];

/** A page within the shell: its path and its file, which is fetched when somebody goes there. Filters live in the address. */
function page<const Path extends string>(path: Path, load: Import) {
  return createRoute({
    getParentRoute: () => inside,
    path,
    validateSearch: (search: Record<string, unknown>): Record<string, string | undefined> =>
      Object.fromEntries(Object.entries(search).map(([key, value]) => [key, value == null ? undefined : String(value)])),
    component: lazyRouteComponent(load),
  });
}

const pages = [
  page('/', () => import('../features/overview/OverviewPage')),
  page('/campaigns', () => import('../features/campaigns/CampaignsPage')),
  page('/campaigns/new', () => import('../features/campaigns/wizard/WizardPage')),
  page('/campaigns/$id', () => import('../features/campaigns/CampaignPage')),
  page('/campaigns/$id/edit', () => import('../features/campaigns/wizard/WizardPage')),
  page('/broadcasts', () => import('../features/broadcasts/BroadcastsPage')),
  page('/broadcasts/$id', () => import('../features/broadcasts/BroadcastPage')),
  page('/bulk', () => import('../features/bulk/BulkPage')),
  page('/bulk/$id', () => import('../features/bulk/BulkSendPage')),
  page('/templates', () => import('../features/templates/TemplatesPage')),
  page('/contacts', () => import('../features/contacts/ContactsPage')),
  page('/contacts/import', () => import('../features/contacts/import/ImportPage')),
  page('/contacts/blocklist', () => import('../features/contacts/BlocklistPage')),
  page('/contacts/$id', () => import('../features/contacts/ContactPage')),
  page('/segments', () => import('../features/segments/SegmentsPage')),
  page('/senders', () => import('../features/senders/SendersPage')),
  page('/senders/$id', () => import('../features/senders/SenderPage')),
  page('/queue', () => import('../features/queue/QueuePage')),
  page('/messages/$id', () => import('../features/queue/MessagePage')),
  page('/phones', () => import('../features/phones/PhonesPage')),
  page('/settings', () => import('../features/settings/SettingsPage')),
  page('/account', () => import('../features/account/AccountPage')),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([signIn, denied, ownPassword, inside.addChildren(pages)]),
  basepath: '/app',
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: Broken,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
