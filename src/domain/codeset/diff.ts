/** A code as far as two years are compared by it. */
export interface ComparedCode {
  code: string;
  title: string;
  billable: boolean;
}

/** What became of the billable codes between two releases. A code that turned into a header counts as deleted. */
export interface CodeDifferences {
  added: ComparedCode[];
  deleted: ComparedCode[];
  /** Codes of both whose title changed. */
  revised: { code: string; before: string; after: string }[];
}

/** Compares the billable codes of two releases; each list is in the order of the release that has the code. */
export function diffCodes(before: Iterable<ComparedCode>, after: Iterable<ComparedCode>): CodeDifferences {
  const [old, fresh] = [billableByCode(before), billableByCode(after)];
  const revised = [...fresh.values()].flatMap(({ code, title }) => {
    const former = old.get(code)?.title;
    return former === undefined || former === title ? [] : [{ code, before: former, after: title }];
  });
  return {
    added: [...fresh.values()].filter(({ code }) => !old.has(code)),
    deleted: [...old.values()].filter(({ code }) => !fresh.has(code)),
    revised,
  };
}

const billableByCode = (rows: Iterable<ComparedCode>): Map<string, ComparedCode> =>
  new Map([...rows].filter((row) => row.billable).map((row) => [row.code, row]));
