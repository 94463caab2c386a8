import { describe, expect, it } from 'vitest';
import { numbersIn, wrongNumbers } from './numbers';

describe('pasted numbers', () => {
  it('come one a line or with commas, and empty lines do not count', () => {
    expect(numbersIn('+55 11 98765-4321\n\n +351 912 345 678 ;+1 212 555 0100,')).toEqual([
      '+55 11 98765-4321',
      '+351 912 345 678',
      '+1 212 555 0100',
    ]);
  });

  it('are named again where the server refuses one of them', () => {
    expect(wrongNumbers({ 'phoneNumbers[1]': ['Too short.'], reason: ['Missing.'] }, ['+5511987654321', '123'])).toEqual([
      { number: '123', why: 'Too short.' },
    ]);
  });
});
