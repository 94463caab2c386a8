import { Code, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import type { Contact } from '../listContacts';
import { useMessages } from '../listMessages';
import { Tags } from '../Tags';
import classes from './Details.module.css';
import { lastOutbound } from './lastOutbound';
import { rowsOf } from './variables';

/** What the book knows of a person. */
export function Details({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const { phone, ago, date, dateTime } = useFormat();
  const variables = rowsOf(contact.variables);
  const written = lastOutbound(contact, useMessages(contact.id).data?.pages[0]?.items ?? []);
  const time = (at: string, text: string) => <span title={dateTime(at)}>{text}</span>;
  return (
    <>
      <Paper withBorder p="md" component="section" aria-labelledby="details">
        <Title order={2} size="h5" id="details" mb="xs">
          {t('person.details')}
        </Title>
        <dl className={classes.list}>
          <Line name={t('number')}>{contact.phoneNumber ? phone(contact.phoneNumber) : t('noNumber')}</Line>
          {contact.language && <Line name={t('field.language')}>{contact.language}</Line>}
          {contact.timeZone && <Line name={t('field.timeZone')}>{contact.timeZone}</Line>}
          <Line name={t('tags')}>
            {contact.tags.length > 0 ? (
              <Tags of={contact.tags} most={50} />
            ) : (
              <Text c="dimmed" span size="sm">
                {t('noTags')}
              </Text>
            )}
          </Line>
          <Line name={t('lastReply')}>{contact.lastInboundAt ? time(contact.lastInboundAt, ago(contact.lastInboundAt)) : t('never')}</Line>
          <Line name={t('lastWritten')}>{written ? time(written, ago(written)) : t('never')}</Line>
          <Line name={t('added')}>{time(contact.createdAt, date(contact.createdAt))}</Line>
          <Line name={t('person.changed')}>{time(contact.updatedAt, ago(contact.updatedAt))}</Line>
        </dl>
      </Paper>
      <Paper withBorder p="md" component="section" aria-labelledby="variables">
        <Title order={2} size="h5" id="variables" mb="xs">
          {t('person.variables')}
        </Title>
        {variables.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('person.noVariables')}
          </Text>
        ) : (
          <dl className={classes.list}>
            {variables.map(({ id, name, text }) => (
              <Line key={id} name={<Code>{name}</Code>}>
                {text}
              </Line>
            ))}
          </dl>
        )}
      </Paper>
    </>
  );
}

function Line({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.line}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
