import { Button, Paper, Text, Title } from '@mantine/core';
import { IconMessageOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { Asked, Lines } from '../../../ui/Asked';
import { Empty } from '../../../ui/Empty';
import type { Contact } from '../listContacts';
import { useMessages } from '../listMessages';
import { Bubble } from './Bubble';
import classes from './Conversation.module.css';
import { byDay } from './days';

/** Messages with a person as a conversation: the newest at the bottom, earlier ones on request. */
export function Conversation({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const { date } = useFormat();
  const query = useMessages(contact.id);
  return (
    <Paper withBorder className={classes.card}>
      <Title order={2} size="h5" id="conversation" p="md" pb="sm" className={classes.title}>
        {t('conversation.title')}
      </Title>
      <Asked
        query={query}
        loading={
          <div style={{ padding: 16 }}>
            <Lines count={5} height={36} />
          </div>
        }
      >
        {({ pages }) => {
          const messages = pages.flatMap((page) => page.items);
          if (messages.length === 0)
            return (
              <Empty icon={IconMessageOff} title={t('conversation.empty')}>
                {t('conversation.emptyAbout')}
              </Empty>
            );
          return (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            <section className={classes.scroller} tabIndex={0} aria-labelledby="conversation">
              {/* Written from the bottom up, so that the newest message is in view without any scrolling by script. */}
              {byDay(messages).map(({ day, messages: of }) => (
                <div key={day} className={classes.day}>
                  {of.map((message) => (
                    <Bubble key={message.id} message={message} />
                  ))}
                  <Text size="xs" c="dimmed" fw={500} ta="center" py={4}>
                    {date(of[0]?.createdAt ?? day)}
                  </Text>
                </div>
              ))}
              {query.hasNextPage && (
                <Button
                  variant="subtle"
                  size="xs"
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                  style={{ alignSelf: 'center' }}
                >
                  {t('conversation.earlier')}
                </Button>
              )}
            </section>
          );
        }}
      </Asked>
    </Paper>
  );
}
