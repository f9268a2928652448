import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** The side that shows where there is room for one only. */
export type View = 'chart' | 'sheet' | 'book';

/** Which side of the workspace shows, the fields keys lead to, and how to get there. */
export function useWorkspaceView() {
  const [view, setView] = useState<View>('chart');
  const fields = {
    find: useRef<HTMLInputElement>(null),
    diagnoses: useRef<HTMLInputElement>(null),
    second: useRef<HTMLInputElement>(null),
    note: useRef<HTMLTextAreaElement>(null),
  };
  function goTo(field: keyof typeof fields) {
    // On narrow screens the side has to be shown before its field can take the focus, and typing may follow at once.
    flushSync(() => setView(field === 'find' ? 'chart' : 'sheet'));
    fields[field].current?.focus();
  }
  function goToDocument() {
    flushSync(() => setView('chart'));
    document.querySelector<HTMLElement>('.document:not([hidden])')?.focus();
  }
  return { view, setView, fields, goTo, goToDocument };
}
