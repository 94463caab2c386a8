import { Anchor, Code, CopyButton, Text, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useIsFallback } from '../../../lib/senders';
import { useDriverName } from '../../../ui/Driver/driverName';
import { Fallback } from '../../../ui/Driver/Fallback';
import type { Message } from '../calls/deadLetters';
import classes from './Facts.module.css';

/** Whose message it is, what it belongs to, and under which names others know it. */
export function Facts({ message }: { message: Message }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const nameOf = useDriverName();
  const isFallback = useIsFallback();
  const { contactId, contactName, to, senderId, senderName, origin, campaignId, method, driver, providerId, attempt } = message;
  const who = contactName ? `${contactName}, ${format.phone(to)}` : format.phone(to);
  return (
    <dl className={classes.facts}>
      <Fact name={t(message.direction === 'in' ? 'fact.from' : 'fact.to')}>
        {contactId ? (
          <Anchor inherit renderRoot={(props) => <Link to="/contacts/$id" params={{ id: contactId }} {...props} />}>
            {who}
          </Anchor>
        ) : (
          who
        )}
      </Fact>
      <Fact name={t('column.sender')}>
        {senderId ? (
          <Anchor inherit renderRoot={(props) => <Link to="/senders/$id" params={{ id: senderId }} {...props} />}>
            {senderName ?? t('fact.goneSender')}
          </Anchor>
        ) : (
          t('fact.anySender')
        )}
      </Fact>
      <Fact name={t('column.origin')}>
        {origin === 'campaign' && campaignId ? (
          <Anchor inherit renderRoot={(props) => <Link to="/campaigns/$id" params={{ id: campaignId }} {...props} />}>
            {t('origin.campaign')}
          </Anchor>
        ) : origin === 'bulk' && campaignId ? (
          <Anchor inherit renderRoot={(props) => <Link to="/bulk/$id" params={{ id: campaignId }} {...props} />}>
            {t('origin.bulk')}
          </Anchor>
        ) : (
          t(`origin.${origin}`)
        )}
      </Fact>
      {(method ?? driver) && (
        <Fact name={t('fact.driver')}>
          {nameOf(method ?? driver ?? '')} {isFallback(senderId, method) && <Fallback />}
        </Fact>
      )}
      {attempt > 0 && <Fact name={t('column.attempts')}>{format.number(attempt)}</Fact>}
      {providerId && (
        <Fact name={t('fact.providerId')}>
          <Copied value={providerId} />
        </Fact>
      )}
      <Fact name={t('fact.id')}>
        <Copied value={message.id} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </>
  );
}

function Copied({ value }: { value: string }) {
  const { t } = useTranslation('ui');
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <UnstyledButton onClick={copy} title={t(copied ? 'copied' : 'copy')} aria-live="polite">
          <Code fz="xs">{copied ? t('copied') : value}</Code>
        </UnstyledButton>
      )}
    </CopyButton>
  );
}
