import { ActionIcon, Button, Group as Row, Select, Stack, Text, Tooltip } from '@mantine/core';
import { IconFolderPlus, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConditionRow } from './ConditionRow';
import classes from './GroupEditor.module.css';
import { conditionsOf, type Group, newCondition, newGroup, replace } from './tree';

/** The server takes eight levels, "not" counted; deeper than this nobody can read anyway. */
const MOST_DEEP = 2;
const MOST = 100;

interface Props {
  group: Group;
  depth: number;
  /** Whether what is missing is told: not before somebody wanted to save. */
  tried: boolean;
  /** Takes what to do with the whole tree. */
  onChange: (change: (root: Group) => Group) => void;
  onRemove?: () => void;
}

const modes = ['all', 'any', 'none', 'notAll'] as const;
const modeOf = ({ match, negated }: Group) => (match === 'all' ? (negated ? 'notAll' : 'all') : negated ? 'none' : 'any');

/** Conditions of which all, any or none hold, and groups of such within. */
export function GroupEditor({ group, depth, tried, onChange, onRemove }: Props) {
  const { t } = useTranslation('segments');
  const set = (part: Partial<Group>) => onChange((root) => replace(root, group.id, (node) => ({ ...node, ...part }) as Group));
  const add = (node: Group['parts'][number]) => set({ parts: [...group.parts, node] });
  const mode = modeOf(group);
  const full = conditionsOf(group).length >= MOST;
  return (
    <fieldset className={depth > 0 ? classes.inner : classes.outer} aria-label={t(depth > 0 ? 'group' : 'whole')}>
      <Row gap="xs" mb="sm" wrap="nowrap" align="flex-start">
        <Row gap="xs" flex={1}>
          <Text size="sm">{t(depth > 0 ? 'groupFits' : 'fits')}</Text>
          <Select
            aria-label={t('match.label')}
            data={modes.map((value) => ({ value, label: t(`match.${value}`) }))}
            value={mode}
            allowDeselect={false}
            onChange={(value) =>
              set({ match: value === 'all' || value === 'notAll' ? 'all' : 'any', negated: value === 'none' || value === 'notAll' })
            }
            size="xs"
            w={130}
          />
          <Text size="sm">{t('ofThese')}</Text>
        </Row>
        {onRemove && (
          <Tooltip label={t('removeGroup')}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('removeGroup')} onClick={onRemove}>
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Row>
      <Stack gap="xs">
        {group.parts.length === 0 && (
          <Text size="sm" c="dimmed">
            {t(depth > 0 ? 'emptyGroup' : 'everybodyAbout')}
          </Text>
        )}
        {group.parts.map((part) => {
          const remove = () => onChange((root) => replace(root, part.id, () => undefined));
          return part.kind === 'group' ? (
            <GroupEditor key={part.id} group={part} depth={depth + 1} tried={tried} onChange={onChange} onRemove={remove} />
          ) : (
            <ConditionRow
              key={part.id}
              condition={part}
              tried={tried}
              onChange={(next) => onChange((root) => replace(root, part.id, () => next))}
              onRemove={remove}
            />
          );
        })}
      </Stack>
      <Row gap="xs" mt="sm">
        <Button
          variant="light"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={full}
          onClick={() => add(newCondition())}
        >
          {t('addCondition')}
        </Button>
        {depth < MOST_DEEP && (
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<IconFolderPlus size={14} aria-hidden />}
            disabled={full}
            onClick={() => add(newGroup([newCondition()], group.match === 'all' ? 'any' : 'all'))}
          >
            {t('addGroup')}
          </Button>
        )}
      </Row>
    </fieldset>
  );
}
