import { describe, expect, it } from 'vitest';
import { whyOf } from './passkeys';

describe('Why there is no passkey', () => {
  it('is the person’s own choice when the browser was not allowed', () => {
    expect(whyOf(new DOMException('', 'NotAllowedError'))).toBe('cancelled');
    expect(whyOf(new DOMException('', 'AbortError'))).toBe('cancelled');
  });
  it('is that the device has one already when its state is invalid', () => {
    expect(whyOf(new DOMException('', 'InvalidStateError'))).toBe('known');
  });
  it('is a refusal in every other case', () => {
    expect(whyOf(new DOMException('', 'SecurityError'))).toBe('refused');
    expect(whyOf(new Error('NotAllowedError'))).toBe('refused');
  });
});
