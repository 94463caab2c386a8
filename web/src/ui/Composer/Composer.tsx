import { ActionIcon, Alert, Button, Group, Stack, Text, Textarea, Tooltip } from '@mantine/core';
import { IconBold, IconCode, IconItalic, IconStrikethrough } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Draft, emptyDraft, insertAt, takesText, wrapAt } from './draft';
import { MediaField } from './MediaField';
import { TemplateSelect } from './TemplateSelect';
import { VariableChips } from './VariableChips';

interface Props {
  draft: Draft;
  onChange: (draft: Draft) => void;
  error?: string;
  /** Names of the recipients' variables; left out, those of the newest contacts. */
  variables?: readonly string[];
  /** Whether a template can be taken out of the library. */
  library?: boolean;
  /** A text to begin with that nobody wrote: a template replaces it without a question. */
  starter?: string;
}

const marks = [
  ['bold', '*', IconBold],
  ['italic', '_', IconItalic],
  ['strike', '~', IconStrikethrough],
  ['mono', '```', IconCode],
] as const;

/** The longest text that the server takes. */
const MOST_CHARACTERS = 65_536;

/** One message: written, formatted, filled with variables where the cursor stands, with its file; or taken out of the library. */
export function Composer({ draft, onChange, error, variables, library = true, starter }: Props) {
  const { t } = useTranslation('ui/Composer');
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const put = (text: string, from: number, to: number) => {
    onChange({ ...draft, text });
    // After the text is drawn, so that the cursor stands in the new one.
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(from, to);
    });
  };
  const insert = (piece: string) => {
    const { selectionStart = draft.text.length, selectionEnd = draft.text.length } = area.current ?? {};
    const { text, cursor } = insertAt(draft.text, piece, selectionStart, selectionEnd);
    put(text, cursor, cursor);
  };
  const wrap = (sign: string) => {
    const { selectionStart = 0, selectionEnd = 0 } = area.current ?? {};
    const { text, from, to } = wrapAt(draft.text, sign, selectionStart, selectionEnd);
    put(text, from, to);
  };
  const writable = takesText(draft);

  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end" gap="xs">
        <Text component="label" htmlFor={id} size="sm" fw={500}>
          {draft.media ? t('caption') : t('text')}
        </Text>
        {library && <TemplateSelect draft={draft} onChange={onChange} starter={starter} />}
      </Group>
      {draft.other ? (
        <Alert color="gray" variant="light">
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{t('other', { kind: t(`kind.${draft.other.kind}`) })}</Text>
            <Button size="xs" variant="default" onClick={() => onChange(emptyDraft)}>
              {t('writeInstead')}
            </Button>
          </Stack>
        </Alert>
      ) : (
        <>
          <div>
            <Textarea
              ref={area}
              id={id}
              value={writable ? draft.text : ''}
              disabled={!writable}
              placeholder={writable ? undefined : t('noCaption')}
              onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
              error={error}
              autosize
              minRows={writable ? 5 : 1}
              maxRows={14}
              maxLength={MOST_CHARACTERS}
            />
            {writable && (
              <Group gap={4} mt={6}>
                {marks.map(([name, sign, Picture]) => (
                  <Tooltip key={name} label={`${t(`mark.${name}`)} ${sign}…${sign}`}>
                    <ActionIcon variant="subtle" color="gray" aria-label={t(`mark.${name}`)} onClick={() => wrap(sign)}>
                      <Picture size={16} aria-hidden />
                    </ActionIcon>
                  </Tooltip>
                ))}
              </Group>
            )}
          </div>
          {writable && <VariableChips text={draft.text} variables={variables} onInsert={insert} />}
          <MediaField media={draft.media} onChange={(media) => onChange({ ...draft, media })} />
        </>
      )}
    </Stack>
  );
}
