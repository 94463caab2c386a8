import type { TFunction } from 'i18next';

/** What the form holds of an account; the secrets are never shown again, so they begin empty. */
export interface AccountValues {
  name: string;
  businessAccountId: string;
  accessToken: string;
  appSecret: string;
  apiVersion: string;
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
