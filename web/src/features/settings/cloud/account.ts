import type { TFunction } from 'i18next';

/** What the form holds of an account; the secrets are never shown again, so they begin empty. */
export interface AccountValues {
  name: string;
  businessAccountId: string;
  accessToken: string;
  appSecret: string;
  apiVersion: string;
}

/** What the app subscribes to at Meta, in the order of docs/operate/whatsapp.md; the last one only for numbers that are in the Business app too. */
export const webhookFields = [
  'messages',
  'message_template_status_update',
  'message_template_quality_update',
  'phone_number_quality_update',
  'account_update',
  'smb_message_echoes',
];

/** The call without which Meta tells the app nothing of the account. The token is put in by hand: it is never shown again. */
export function subscribeCommand({ businessAccountId, apiVersion }: { businessAccountId: string; apiVersion: string }): string {
  return `curl -X POST -H "Authorization: Bearer TOKEN" https://graph.facebook.com/${apiVersion}/${businessAccountId}/subscribed_apps`;
}

/** What has to be there before it is sent. @param kept Secrets that are left empty stay as they are. */
export function wanted(t: TFunction, kept = false) {
  const secret = (value: string) => (kept || value.trim() ? null : t('cloud.wanted'));
  return {
    name: (value: string) => (value.trim() ? null : t('cloud.wanted')),
    businessAccountId: (value: string) => (kept || /^\d{3,32}$/.test(value.trim()) ? null : t('cloud.idWanted')),
    accessToken: secret,
    appSecret: secret,
  };
}

/** Only what was changed, since what is left out stays. */
export function changes(before: { name: string; apiVersion: string }, values: AccountValues) {
  const [name, accessToken, appSecret, apiVersion] = [values.name, values.accessToken, values.appSecret, values.apiVersion].map((value) =>
    value.trim(),
  );
  return {
    ...(name && name !== before.name ? { name } : {}),
    ...(accessToken ? { accessToken } : {}),
    ...(appSecret ? { appSecret } : {}),
    ...(apiVersion && apiVersion !== before.apiVersion ? { apiVersion } : {}),
  };
}
