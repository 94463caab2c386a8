import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/me';
import { tell } from '../../../ui/problems';
import { heldOpen, Once } from '../Once';
import { useInvite } from './calls';
import { mayManage, type Role, roles } from './roles';

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['settings', 'app']);
  const me = useMe();
  const invite = useInvite();
  const form = useForm({ initialValues: { email: '', name: '', role: 'vendor' as Role } });
  const submit = form.onSubmit(({ email, name, role }) =>
    invite.mutate({ email: email.trim(), name: name.trim() || null, role }, { onError: (problem) => tell(problem, form as never) }),
  );
  const made = invite.data;
  return (
    <Modal
      opened
      onClose={onClose}
      title={made ? t('team.invited', { email: made.email }) : t('team.invite')}
      closeButtonProps={{ 'aria-label': t('close') }}
      {...heldOpen(Boolean(made?.oneTimePassword))}
    >
      {made?.oneTimePassword ? (
        <Once
          about={t('team.handOver', { email: made.email })}
          label={t('team.oneTime')}
          value={made.oneTimePassword}
          expiresAt={made.passwordExpiresAt}
          onClose={onClose}
        />
      ) : made ? (
        <Stack>
          <Text size="sm">{t('team.known', { email: made.email })}</Text>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('once.done')}</Button>
          </Group>
        </Stack>
      ) : (
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
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('cancel')}
              </Button>
              <Button type="submit" loading={invite.isPending}>
                {t('team.inviteSubmit')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
