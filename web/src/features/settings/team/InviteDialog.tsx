import { Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/me';
import { FormEnd } from '../../../ui/FormEnd';
import { tell } from '../../../ui/problems';
import { OnceDialog, useHandedOver } from '../OnceDialog';
import { useInvite } from './calls';
import { mayManage, type Role, roles } from './roles';

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['settings', 'app']);
  const me = useMe();
  const invite = useInvite();
  const handedOver = useHandedOver();
  const form = useForm({ initialValues: { email: '', name: '', role: 'vendor' as Role } });
  const submit = form.onSubmit(({ email, name, role }) =>
    invite.mutate({ email: email.trim(), name: name.trim() || null, role }, { onError: (problem) => tell(problem, form as never) }),
  );
  const made = invite.data;
  return (
    <OnceDialog
      title={made ? t('team.invited', { email: made.email }) : t('team.invite')}
      once={handedOver(made?.email ?? '', made)}
      told={made && t('team.known', { email: made.email })}
      onClose={onClose}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput label={t('team.email')} type="email" required data-autofocus maxLength={254} {...form.getInputProps('email')} />
          <TextInput label={t('team.name')} maxLength={120} {...form.getInputProps('name')} />
          <Radio.Group label={t('team.role')} {...form.getInputProps('role')}>
            <Stack gap="xs" mt={6}>
              {roles.map((role) => (
                <Radio
                  key={role}
                  value={role}
                  label={t(`app:role.${role}`)}
                  description={mayManage(me.role, role) ? t(`team.can.${role}`) : t('team.onlyOwners')}
                  disabled={!mayManage(me.role, role)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <FormEnd submit={t('team.inviteSubmit')} pending={invite.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </OnceDialog>
  );
}
