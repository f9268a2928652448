import { useEffect, useState } from 'react';

const KEPT_AS = 'sandbox:letter-keys';

/** Whether single-letter keys are on; the choice is remembered on this device (WCAG 2.1.4, character key shortcuts). */
export function useLetterKeys(): [boolean, (on: boolean) => void] {
  const [isOn, setOn] = useState(true);
  useEffect(() => setOn(localStorage.getItem(KEPT_AS) !== 'off'), []);
  return [
    isOn,
    (on) => {
      setOn(on);
      localStorage.setItem(KEPT_AS, on ? 'on' : 'off');
    },
  ];
}
