import { ActionIcon, Menu, Paper, Text, UnstyledButton } from '@mantine/core';
import { IconChartBar, IconCopy, IconDots, IconFile, IconMapPin, IconPencil, IconSend, IconTrash, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { mediaUrl } from '../../ui/Composer/draft';
import { MessageText } from '../../ui/PhonePreview/MessageText';
import type { Template } from './calls/listTemplates';
import classes from './TemplateCard.module.css';

interface Props {
  template: Template;
  onEdit: () => void;
  onCopy: () => void;
  onDelete: () => void;
}

const pictures = { poll: IconChartBar, location: IconMapPin, contact: IconUser } as const;

/** One template: how its message begins, its name, and what can be done with it. */
export function TemplateCard({ template, onEdit, onCopy, onDelete }: Props) {
  const { t } = useTranslation(['templates', 'ui/Composer']);
  const format = useFormat();
  const { name, content, placeholders, updatedAt } = template;
  const Picture = pictures[content.kind as keyof typeof pictures] ?? IconFile;
  const said = content.text ?? content.location?.name ?? content.contact?.name ?? '';
  const picture = (content.kind === 'image' || content.kind === 'sticker') && content.media;
  return (
    <Paper withBorder className={classes.card} component="article" aria-label={name}>
      <UnstyledButton className={classes.open} onClick={onEdit}>
        <div className={classes.chat} aria-hidden>
          <div className={classes.bubble}>
            {picture && <img className={classes.picture} src={mediaUrl(picture.id)} alt="" loading="lazy" />}
            {content.kind !== 'text' && !picture && (
              <div className={classes.file}>
                <Picture size={16} stroke={1.6} />
                {content.media?.fileName ?? t(`ui/Composer:kind.${content.kind}`)}
              </div>
            )}
            {said && <MessageText text={said.slice(0, 400)} variables={{}} raw />}
          </div>
        </div>
        <div className={classes.foot}>
          <Text size="sm" fw={600} truncate title={name}>
            {name}
          </Text>
          <Text size="xs" c="dimmed" truncate title={`${t('changed', { when: format.dateTime(updatedAt) })} · ${placeholders.join(', ')}`}>
            {[t('changed', { when: format.ago(updatedAt) }), placeholders.length > 0 && t('variables', { count: placeholders.length })]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
      </UnstyledButton>
      <Menu position="bottom-end" width={210}>
        <Menu.Target>
          <ActionIcon className={classes.menu} variant="subtle" color="gray" aria-label={t('actionsOf', { name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
            {t('edit')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconSend size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/campaigns/new" search={{ template: template.id }} {...props} />}
          >
            {t('useInCampaign')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={onCopy}>
            {t('duplicate')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={onDelete}>
            {t('delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Paper>
  );
}
