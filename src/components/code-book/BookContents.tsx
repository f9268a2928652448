import { useRef } from 'react';
import { CODE_SYSTEM_NAMES, type CodeSystem } from '#domain/codeset/code';
import type { BookChoice } from './book-address.ts';

const PARTS: Record<CodeSystem, [address: string, name: string][]> = {
  icd10cm: [
    ['/codes/icd-10-cm', 'Tabular list'],
    ['/codes/icd-10-cm/index', 'Index'],
    ['/codes/icd-10-cm/neoplasms', 'Neoplasms'],
    ['/codes/icd-10-cm/drugs', 'Drugs'],
    ['/codes/icd-10-cm/external-causes', 'External causes'],
  ],
  icd10pcs: [
    ['/codes/icd-10-pcs', 'Builder'],
    ['/codes/icd-10-pcs/index', 'Index'],
  ],
  px: [
    ['/codes/px', 'Procedures'],
    ['/codes/px/modifiers', 'Modifiers'],
  ],
  hcpcs: [
    ['/codes/hcpcs', 'Codes'],
    ['/codes/hcpcs/modifiers', 'Modifiers'],
  ],
  cpt: [],
};

/** The parts of the code book, for the systems in use, with the release each is opened at. */
export function BookContents({ releases, onOpen }: { releases: BookChoice['releases']; onOpen(to: string): void }) {
  const fold = useRef<HTMLDetailsElement>(null);
  const systems = (Object.keys(PARTS) as CodeSystem[]).filter((system) => releases[system] && PARTS[system].length > 0);
  function open(address: string) {
    if (fold.current) fold.current.open = false;
    onOpen(address);
  }
  return (
    <details className="book-contents" ref={fold}>
      <summary className="button">Contents</summary>
      <nav aria-label="Contents of the code book">
        {systems.map((system) => (
          <ul key={system} aria-label={CODE_SYSTEM_NAMES[system]}>
            <li className="soft" aria-hidden="true">
              {CODE_SYSTEM_NAMES[system]} {releases[system]}
            </li>
            {PARTS[system].map(([address, name]) => (
              <li key={address}>
                <a
                  href={address}
                  onClick={(event) => {
                    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                    event.preventDefault();
                    open(address);
                  }}
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        ))}
      </nav>
    </details>
  );
}
