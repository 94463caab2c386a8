import { Box, Button, FileButton, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DropZone.module.css';

/** Takes one file, dropped or chosen. Whether it is of use the server says, who looks into it. */
export function DropZone({ title, about, onFile }: { title: string; about: string; onFile: (file: File) => void }) {
  const { t } = useTranslation('contacts');
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <Box
      className={`${classes.zone} ${over ? classes.over : ''}`}
      p={{ base: 'lg', sm: 40 }}
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Stack align="center" gap="xs">
        <ThemeIcon size={48} radius="xl" variant="light" color="gray">
          <IconFileSpreadsheet size={24} stroke={1.5} aria-hidden />
        </ThemeIcon>
        <Text fw={600} ta="center">
          {title}
        </Text>
        <Text size="sm" c="dimmed" ta="center" maw={480}>
          {about}
        </Text>
        <FileButton onChange={(file) => file && onFile(file)} accept=".csv,.txt,.tsv,.xlsx">
          {(props) => (
            <Button {...props} mt="xs">
              {t('imports.choose')}
            </Button>
          )}
        </FileButton>
      </Stack>
    </Box>
  );
}
