import { Box, Center, Modal, PinInput, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { Lines } from '../../../ui/Asked';
import { Failed } from '../../../ui/Failed';
import { FormEnd } from '../../../ui/FormEnd';
import { sentence } from '../../../ui/problems';
import { Secret } from '../../../ui/Secret';
import { useEnable, type useSetUp } from './calls';
import { RecoveryCodes } from './RecoveryCodes';

/** Scan, prove, keep the recovery codes. A click beside the dialog does not close it: the codes are shown only once. */
export function SetUpDialog({ setUp, onClose }: { setUp: ReturnType<typeof useSetUp>; onClose: () => void }) {
  const { t } = useTranslation('account');
  const enable = useEnable();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(enable.data ? 'codes.title' : 'factor.setUp')}
      closeOnClickOutside={false}
      closeOnEscape={!enable.data}
      withCloseButton={!enable.data}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {enable.data ? (
        <RecoveryCodes codes={enable.data.recoveryCodes} onClose={onClose} />
      ) : setUp.error ? (
        <Failed problem={setUp.error} retry={() => setUp.mutate()} />
      ) : setUp.data ? (
        <Prove given={setUp.data} enable={enable} onClose={onClose} />
      ) : (
        <Lines count={6} height={32} />
      )}
    </Modal>
  );
}

interface ProveProps {
  given: Schema<'SetUpTwoFactorResponse'>;
  enable: ReturnType<typeof useEnable>;
  onClose: () => void;
}

function Prove({ given, enable, onClose }: ProveProps) {
  const { t } = useTranslation('account');
  const [code, setCode] = useState('');
  useEffect(() => {
    if (enable.error) setCode('');
  }, [enable.error]);
  const wrong = enable.error instanceof Problem && enable.error.errors.code ? t('factor.wrong') : enable.error && sentence(enable.error);
  const send = (full: string) => !enable.isPending && enable.mutate(full);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send(code);
      }}
    >
      <Stack>
        <Text size="sm">{t('factor.scan')}</Text>
        <Center>
          {/* Cameras read dark on light, in the dark scheme too. */}
          <Box bg="white" p={8} style={{ borderRadius: 8, lineHeight: 0 }}>
            <img src={`data:image/svg+xml;utf8,${encodeURIComponent(given.qr)}`} alt={t('factor.qr')} width={188} height={188} />
          </Box>
        </Center>
        <div>
          <Text size="sm" mb={6}>
            {t('factor.type')}
          </Text>
          <Secret value={given.secret} label={t('factor.secret')} />
        </div>
        <div>
          <Text size="sm" mb={6}>
            {t('factor.prove')}
          </Text>
          <Center>
            <PinInput
              length={6}
              type="number"
              placeholder=""
              value={code}
              onChange={setCode}
              onComplete={send}
              error={Boolean(wrong)}
              disabled={enable.isPending}
              getInputProps={(index) => ({ 'aria-label': t('factor.digit', { number: index + 1 }) })}
              role="group"
              aria-label={t('factor.prove')}
            />
          </Center>
          {wrong && (
            <Text size="sm" c="red" mt={8} ta="center" role="alert">
              {wrong}
            </Text>
          )}
        </div>
        <FormEnd submit={t('factor.turnOn')} pending={enable.isPending} disabled={code.length < 6} onCancel={onClose} />
      </Stack>
    </form>
  );
}
