import { createTheme, type MantineColorsTuple } from '@mantine/core';

// Parley's green: dark enough for white text on it (4.5:1 from shade 7 on), light enough to stand on the dark scheme.
const parley: MantineColorsTuple = [
  '#e6f8f1',
  '#cfeee2',
  '#a3dec8',
  '#72ceac',
  '#4bc094',
  '#31b785',
  '#1fa576',
  '#0b7a5c',
  '#06684d',
  '#00543d',
];

export const theme = createTheme({
  primaryColor: 'parley',
  primaryShade: { light: 7, dark: 7 },
  colors: { parley },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '650' },
  components: {
    Paper: { defaultProps: { radius: 'md' } },
    Modal: { defaultProps: { centered: true }, styles: { title: { fontWeight: 650 } } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    Drawer: { defaultProps: { position: 'right', size: 'lg' } },
  },
});
