import { Button, Drawer, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useDrivers } from '../../lib/drivers';
import { type Profile, usePacing } from '../../lib/pacing';
import { FormEnd } from '../../ui/FormEnd';
import { tell } from '../../ui/problems';
import { useBusinessAccounts } from './calls/businessNumber';
import { useCreateSender } from './calls/createSender';
import { firstChoice } from './DriverFields';
import { blank, requestOf, type SenderValues } from './form';
import { SenderFields } from './SenderFields';
import type { Sender } from './sender';

interface Props {
  opened: boolean;
  onClose: () => void;
  onAdded: (sender: Sender, andConnect: boolean) => void;
}

/** A number of ours that is to send; connecting it comes right after, unless its session is to be imported first. */
export function AddSender({ opened, onClose, onAdded }: Props) {
  const { t } = useTranslation('senders');
  const drivers = useDrivers();
  const official = drivers.some((one) => one.name === 'cloud');
  const accounts = useBusinessAccounts(official);
  const driver = official && accounts.isLoading ? undefined : firstChoice(drivers, Boolean(accounts.data?.length));
  const pacing = usePacing();
  return (
    <Drawer closeButtonProps={{ 'aria-label': t('ui:close') }} opened={opened} onClose={onClose} title={t('add.title')} size={520}>
      {driver && pacing.data && <AddForm driver={driver} pacing={pacing.data.defaultProfile} onClose={onClose} onAdded={onAdded} />}
    </Drawer>
  );
}

function AddForm({ driver, pacing, onClose, onAdded }: { driver: string; pacing: Profile } & Pick<Props, 'onClose' | 'onAdded'>) {
  const { t } = useTranslation('senders');
  const create = useCreateSender();
  const form = useForm<SenderValues>({ initialValues: blank(driver, pacing) });
  const send = (andConnect: boolean) =>
    form.onSubmit((values) =>
      create.mutate(requestOf(values), {
        onSuccess: (sender) => onAdded(sender, andConnect),
        onError: (problem) => tell(problem, form as never),
      }),
    );
  return (
    <form onSubmit={send(true)}>
      <Stack gap="xl">
        <SenderFields form={form} fresh />
        <FormEnd
          submit={t('add.submit')}
          pending={create.isPending}
          also={
            // No second submit button: the Enter key would press it, since it is the first.
            <Button
              variant="default"
              disabled={create.isPending}
              onClick={(event) => event.currentTarget.form?.reportValidity() && send(false)()}
            >
              {t('add.submitOnly')}
            </Button>
          }
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
