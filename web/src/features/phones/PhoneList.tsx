import { Box, Button, Group, Paper, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconKeyboard, IconPlus, IconScan, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Lines } from '../../ui/Asked';
import { Failed } from '../../ui/Failed';
import { usePhones } from './calls/listPhones';
import { useNetwork } from './calls/network';
import { isWaiting, type Sender, sessionOf } from './calls/ourSenders';
import { phoneNumber } from './number';
import classes from './PhoneList.module.css';
import { PhoneRows } from './PhoneRows';

interface Props {
  chosen: string | undefined;
  senders: readonly Sender[];
  onOpen: (number: string) => void;
  onScan: (sender: Sender) => void;
}

/** Senders that wait for a scan or their code, our own phones, then everybody's, searched by digits of the number; and any other number by typing it. */
export function PhoneList({ chosen, senders, onOpen, onScan }: Props) {
  const { t } = useTranslation('phones');
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const network = useNetwork();
  const waiting = senders.filter((sender) => isWaiting(sender, network));
  const number = phoneNumber(typed);
  const digits = typed.replace(/\D/g, '').slice(0, 15);
  const phones = usePhones(useDebouncedValue(digits, 200)[0]);
  const own = new Map(senders.map((sender) => [sender.phoneNumber, sender.name]));
  const all = phones.data?.pages.flatMap((page) => page.items) ?? [];
  const rows = [
    ...senders.map((sender) => ({
      number: sender.phoneNumber,
      name: sender.name,
      online: all.find((phone) => phone.number === sender.phoneNumber)?.online ?? true,
      received: undefined,
    })),
    ...all.filter((phone) => !own.has(phone.number)).map((phone) => ({ ...phone, name: undefined })),
  ].filter((row) => !digits || row.number.includes(digits));
  const open = (which: string | undefined) => {
    if (!which) return;
    setTyped('');
    onOpen(which);
  };

  return (
    <>
      {waiting.map((sender) => {
        const code = sessionOf(sender, network)?.state === 'wait_code';
        const Picture = code ? IconKeyboard : IconScan;
        return (
          <Paper key={sender.id} withBorder p="sm" className={classes.waiting}>
            <Text size="sm" fw={500}>
              {t(code ? 'waitingCode' : 'waiting', { name: sender.name })}
            </Text>
            <Group justify="space-between" mt={6} gap="xs">
              <Text size="xs" c="dimmed">
                {format.phone(sender.phoneNumber)}
              </Text>
              <Button size="compact-sm" leftSection={<Picture size={14} aria-hidden />} onClick={() => onScan(sender)}>
                {t(code ? 'scan.type' : 'scan.button')}
              </Button>
            </Group>
          </Paper>
        );
      })}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          open(digits && rows.length === 1 ? rows[0]?.number : number);
        }}
      >
        <TextInput
          type="tel"
          aria-label={t('find')}
          placeholder={t('find')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </form>
      <Box component="section" aria-label={t('list')} className={classes.box}>
        {number && !rows.some((row) => row.number === number) && (
          <UnstyledButton className={classes.fresh} onClick={() => open(number)}>
            <IconPlus size={16} aria-hidden />
            <Text size="sm">{t('open', { number: format.phone(number) })}</Text>
          </UnstyledButton>
        )}
        {!phones.data && phones.error ? (
          <Failed problem={phones.error} retry={() => void phones.refetch()} />
        ) : !phones.data ? (
          <Box p="sm">
            <Lines count={6} height={32} />
          </Box>
        ) : rows.length === 0 && !number ? (
          <Text size="sm" c="dimmed" p="sm">
            {t(phones.isPlaceholderData ? 'searching' : digits ? 'noSuch' : 'noPhones')}
          </Text>
        ) : (
          <PhoneRows
            rows={rows}
            chosen={chosen}
            onOpen={onOpen}
            more={phones.hasNextPage}
            onMore={() => !phones.isFetchingNextPage && void phones.fetchNextPage()}
          />
        )}
      </Box>
    </>
  );
}
