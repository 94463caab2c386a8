import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Curves } from './Curves';

afterEach(cleanup);

const series = [
  { key: 'sent', name: 'Sent', color: 'blue' },
  { key: 'failed', name: 'Failed', color: 'red' },
];
const points = [0, 4, 6].map((sent, minute) => ({ at: `10:0${minute}`, values: { sent, failed: 0 } }));

function show(open = false) {
  return render(
    <MantineProvider>
      <Curves label="What was sent" series={series} points={points} name={(at) => at} value={String} open={open} />
    </MantineProvider>,
  ).container;
}

test('who cannot see the picture reads a table of what happened', () => {
  show();
  const table = screen.getByRole('table', { name: 'What was sent' });
  expect([...table.querySelectorAll('tr')].map((row) => row.textContent)).toEqual(['10:01Sent: 4Failed: 0', '10:02Sent: 6Failed: 0']);
});

test('who points at the picture is told the figures of that moment', () => {
  const shown = show();
  const picture = shown.querySelector('svg') as SVGSVGElement;
  picture.getBoundingClientRect = () => ({ left: 0, width: 100 }) as DOMRect;
  fireEvent.mouseMove(picture, { clientX: 55 });
  expect(shown.querySelector('figure')?.textContent).toContain('Sent4');
  fireEvent.mouseLeave(picture);
  expect(shown.querySelector('figure')?.textContent).not.toContain('Sent4');
});

test('a figure that never was has no line, and what is not over yet is dashed', () => {
  expect(show().querySelectorAll('polyline')).toHaveLength(1);
  cleanup();
  const lines = [...show(true).querySelectorAll('polyline')];
  expect(lines.map((line) => line.getAttribute('stroke-dasharray'))).toEqual([null, '3 4']);
});
