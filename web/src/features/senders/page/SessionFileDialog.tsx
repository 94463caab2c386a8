import { FileInput, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertTriangle, IconFile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/me';
import { useDriverName } from '../../../ui/Driver/driverName';
import { FormEnd } from '../../../ui/FormEnd';
import { toFirstFault } from '../../../ui/firstFault';
import { Notice } from '../../../ui/Notice';
import { done, tell } from '../../../ui/problems';
import { useExportSession, useImportSession } from '../calls/sessionFile';
import type { Sender } from '../sender';

const SHORTEST = 12;

interface Props {
  way: 'export' | 'import';
  sender: Sender;
  driver: string;
  onClose: () => void;
}

/** Carries a session to another install, or takes one from there: a file, the passphrase that opens it, and who one is. */
export function SessionFileDialog({ way, sender, driver, onClose }: Props) {
  const { t } = useTranslation('senders');
  const nameOf = useDriverName();
  const hasPassword = useMe().user?.hasPassword ?? true;
  const out = useExportSession(sender.id, driver);
  const into = useImportSession(sender.id, driver);
  const form = useForm({
    initialValues: { file: null as File | null, passphrase: '', again: '', password: '', code: '' },
    validate: {
      file: (value) => (way === 'import' && !value ? t('file.fileWanted') : null),
      passphrase: (value) => (value.length < SHORTEST ? t('file.short', { n: SHORTEST }) : null),
      again: (value, values) => (way === 'export' && value !== values.passphrase ? t('file.differs') : null),
      password: (value) => (hasPassword && !value ? t('file.wanted') : null),
      code: (value) => (!hasPassword && !value.trim() ? t('file.wanted') : null),
    },
  });
  const refused = { onError: (problem: unknown) => tell(problem, form as never) };
  const submit = form.onSubmit(({ file, passphrase, password, code }) => {
    const secrets = { passphrase, ...(hasPassword ? { password } : { code: code.trim() }) };
    if (way === 'export')
      out.mutate(secrets, {
        ...refused,
        onSuccess: (blob) => {
          save(blob, `${sender.name}-${driver}.parley-session`);
          done(t('file.exported'));
          onClose();
        },
      });
    else if (file)
      into.mutate(
        { ...secrets, file },
        {
          ...refused,
          onSuccess: () => {
            done(t('file.imported'));
            onClose();
          },
        },
      );
  }, toFirstFault);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`file.${way}Title`, { driver: nameOf(driver) })}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{t(`file.${way}About`)}</Text>
          {way === 'export' ? (
            <Notice color="orange" icon={IconAlertTriangle}>
              {t('file.warning')}
            </Notice>
          ) : (
            <FileInput
              label={t('file.file')}
              placeholder=".parley-session"
              leftSection={<IconFile size={16} aria-hidden />}
              required
              {...form.getInputProps('file')}
            />
          )}
          <PasswordInput
            label={t('file.passphrase')}
            description={t(way === 'export' ? 'file.passphraseAbout' : 'file.passphraseGiven', { n: SHORTEST })}
            autoComplete="off"
            required
            maxLength={200}
            {...form.getInputProps('passphrase')}
          />
          {way === 'export' && (
            <PasswordInput label={t('file.again')} autoComplete="off" required maxLength={200} {...form.getInputProps('again')} />
          )}
          {hasPassword ? (
            <PasswordInput
              label={t('file.password')}
              description={t('file.passwordAbout')}
              autoComplete="current-password"
              required
              {...form.getInputProps('password')}
            />
          ) : (
            <TextInput
              label={t('file.code')}
              description={t('file.codeAbout')}
              autoComplete="one-time-code"
              required
              maxLength={20}
              {...form.getInputProps('code')}
            />
          )}
          <FormEnd submit={t(`file.${way}`)} pending={out.isPending || into.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

function save(blob: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
