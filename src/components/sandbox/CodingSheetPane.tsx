import type { RefObject } from 'react';
import type { Chart } from '#domain/chart/chart';
import type { SheetList } from '#domain/chart/coding-sheet';
import { DRAFT_LIMITS } from '#domain/chart/draft-limits';
import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import { needsPcs, needsPoa } from '#domain/chart/encounter';
import type { LookUps } from '../code-book/use-look-up-log.ts';
import type { SearchScope } from './code-search.ts';
import { ModifierList, type ShownModifier } from './ModifierList.tsx';
import { NoteField } from './NoteField.tsx';
import { DateCell, PoaCell, ServiceCells } from './RowCells.tsx';
import { SheetSection } from './SheetSection.tsx';
import { pointerLetters, type SheetChange } from './sheet-reducer.ts';
import type { RowFinding } from './use-draft.ts';
import type { Titles } from './use-titles.ts';

interface CodingSheetPaneProps {
  chart: Chart;
  draft: DraftSheet;
  titles: Titles;
  modifiers: ShownModifier[];
  findings: RowFinding[];
  scopes: Record<SheetList, SearchScope[]>;
  fields: {
    diagnoses: RefObject<HTMLInputElement | null>;
    second: RefObject<HTMLInputElement | null>;
    note: RefObject<HTMLTextAreaElement | null>;
  };
  change(change: SheetChange): void;
  learnTitle(code: string, title: string): void;
  note: LookUps['note'];
  openInBook(address: string): void;
}

/** The coding sheet with the lists its setting has: procedures for a stay, service lines everywhere else. */
export function CodingSheetPane({ chart, draft, fields, change, ...rest }: CodingSheetPaneProps) {
  const { encounter } = chart;
  const isInpatient = needsPcs(encounter.setting);
  const letters = pointerLetters(draft.diagnoses);
  const days = 'admitted' in encounter ? { min: encounter.admitted, max: encounter.discharged } : { min: '', max: '' };
  const ofList = (list: SheetList) => ({
    change,
    titles: rest.titles,
    learnTitle: rest.learnTitle,
    note: rest.note,
    openInBook: rest.openInBook,
    scopes: rest.scopes[list],
    findings: rest.findings.filter(({ finding }) => finding.list === list),
  });
  const edit = (list: SheetList, id: string) => (cell: 'date' | 'modifiers' | 'units' | 'pointers', text: string) =>
    change({ do: 'edit', list, id, cell, text });

  return (
    <>
      <SheetSection
        list="diagnoses"
        heading="Diagnoses"
        hint={
          isInpatient
            ? `ICD-10-CM ${chart.pins.icd10cm}, principal first`
            : `ICD-10-CM ${chart.pins.icd10cm}, first-listed first`
        }
        entryLabel="Add a diagnosis: code or words"
        rows={draft.diagnoses}
        entryRef={fields.diagnoses}
        badgeOf={(index) => (index === 0 ? (isInpatient ? 'Principal' : 'First-listed') : undefined)}
        placeOf={(row, index) => (isInpatient ? `${index + 1}` : (letters.get(row.id) ?? '–'))}
        cells={
          needsPoa(encounter.setting)
            ? (row, name) => <PoaCell row={row} name={name} onPoa={(poa) => change({ do: 'poa', id: row.id, poa })} />
            : undefined
        }
        {...ofList('diagnoses')}
      />
      {isInpatient ? (
        <SheetSection
          list="procedures"
          heading="Procedures"
          hint={`ICD-10-PCS ${chart.pins.icd10pcs ?? ''}, with dates`}
          entryLabel="Add a procedure: code or words"
          rows={draft.procedures}
          entryRef={fields.second}
          placeOf={(_, index) => `${index + 1}`}
          cells={(row, name) => (
            <DateCell row={row} name={name} {...days} onCell={(_, text) => edit('procedures', row.id)('date', text)} />
          )}
          {...ofList('procedures')}
        />
      ) : (
        <SheetSection
          list="services"
          heading="Service lines"
          hint="Practice set and HCPCS Level II"
          entryLabel="Add a service: code or words"
          rows={draft.services}
          entryRef={fields.second}
          placeOf={(_, index) => `${index + 1}`}
          cells={(row, name) => (
            <ServiceCells
              row={row}
              name={name}
              onCell={(cell, text) => cell !== 'code' && edit('services', row.id)(cell, text)}
            />
          )}
          below={<ModifierList modifiers={rest.modifiers} openInBook={rest.openInBook} />}
          {...ofList('services')}
        />
      )}
      <NoteField
        text={draft.note}
        most={DRAFT_LIMITS.note}
        fieldRef={fields.note}
        onText={(text) => change({ do: 'note', text })}
      />
    </>
  );
}
