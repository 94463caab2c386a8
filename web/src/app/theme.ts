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
    // What assistive technology is told of menus: they begin at their first item, dividers separate, and labels are no items (ui/MenuGroup names groups).
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    MenuDivider: { defaultProps: { role: 'separator' } },
    MenuLabel: { defaultProps: { role: 'presentation' } },
    // In a list, so it has to be one of its options: what is found, or that nothing is.
    ComboboxEmpty: { defaultProps: { role: 'option', 'aria-disabled': true, 'aria-selected': false } },
    Paper: { defaultProps: { radius: 'md' } },
    Modal: { defaultProps: { centered: true }, styles: { title: { fontWeight: 650 } } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    Drawer: { defaultProps: { position: 'right', size: 'lg' } },
  },
});
