import { Grid, Stack, Text, Title } from '@mantine/core';
import { IconClockPause, IconHelpCircle, IconMailOff } from '@tabler/icons-react';
import { useParams, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useMe } from '../../lib/me';
import { Asked } from '../../ui/Asked';
import { Back } from '../../ui/Back';
import { ContentPreview } from '../../ui/Composer/ContentPreview';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { State } from '../../ui/State';
import { useWhy } from '../../ui/Why/Why';
import { WhyDetails } from '../../ui/Why/WhyDetails';
import type { Message } from './calls/deadLetters';
import { useMessage } from './calls/message';
import { Decisions } from './message/Decisions';
import { Facts } from './message/Facts';
import { Story } from './message/Story';

/** One message: what it says, what happened to it, and why it is not being sent now. */
export default function MessagePage() {
  const { t } = useTranslation(['queue', 'ui', 'ui/Composer', 'ui/Reasons', 'ui/Why']);
  const format = useFormat();
  const router = useRouter();
  const { id } = useParams({ strict: false }) as { id: string };
  const message = useMessage(id);
  const data = message.data;
  const who = data && (data.contactName ?? format.phone(data.to));
  return (
    <Page
      title={data ? t(data.direction === 'in' ? 'message.from' : 'message.to', { who }) : t('message.one')}
      about={data && format.dateTime(data.createdAt)}
      beside={data && <State of={data.state} />}
      before={
        <Back
          to="/queue"
          search={{ tab: 'messages' }}
          onClick={(event) => {
            // Back to the list as it was filtered, where one came from one.
            if (!router.history.canGoBack() || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            router.history.back();
          }}
        >
          {t('ui:back')}
        </Back>
      }
      actions={data && <Decisions message={data} />}
    >
      <Asked query={message}>{(one) => <Content message={one} />}</Asked>
    </Page>
  );
}

function Content({ message }: { message: Message }) {
  const { t } = useTranslation('queue');
  const me = useMe();
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="lg">
          <Notices message={message} />
          <section>
            <Title order={2} size="h4" mb="md">
              {t('story.title')}
            </Title>
            <Story message={message} />
          </section>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="lg">
          <section>
            <Title order={2} size="h4" mb="sm">
              {t('fact.title')}
            </Title>
            <Facts message={message} />
          </section>
          <section>
            <Title order={2} size="h4" mb="sm">
              {t('message.content')}
            </Title>
            {message.content ? (
              <ContentPreview
                from={message.direction === 'in' ? (message.contactName ?? message.to) : (message.senderName ?? me.tenant.name)}
                content={message.content}
                at={message.sentAt ?? message.createdAt}
              />
            ) : (
              <Text size="sm" c="dimmed">
                {t('message.noContent')}
              </Text>
            )}
          </section>
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

/** What speaks against its being sent, or what is odd about how it ended. */
function Notices({ message }: { message: Message }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const whyOf = useWhy();
  const { why } = message;
  return (
    <>
      {why && (
        <Notice color="yellow" icon={IconClockPause} title={t('message.why')}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {whyOf(why)}
          </Text>
          <WhyDetails details={why.details} />
          {why.until && new Date(why.until).getTime() > Date.now() && (
            <Text size="sm" mt={4}>
              {t('message.until', { when: format.ago(why.until), at: format.dateTime(why.until) })}
            </Text>
          )}
        </Notice>
      )}
      {message.state === 'unknown' && (
        <Notice color="grape" icon={IconHelpCircle} title={t('message.unknown')}>
          {t('message.unknownAbout')}
        </Notice>
      )}
      {message.noReceipt && (
        <Notice color="orange" icon={IconMailOff} title={t('noReceipt')}>
          {t('message.noReceiptAbout')}
        </Notice>
      )}
    </>
  );
}
