import type { FileRemark, ForeignItem, ReadItems } from './foreign-item.ts';

/** More errors, and more warnings, than these nobody reads; how many there were is said. */
const MOST_OF_A_KIND = 500;

type Place = Pick<FileRemark, 'line' | 'item'>;

/** What is to be said of a file, gathered while it is read. */
export class FileReport {
  readonly #remarks: FileRemark[] = [];
  readonly #counted = new Map<string, { count: number; line: number }>();
  /** How many of each were said, those beyond the bound with them. */
  readonly #said = { error: 0, warning: 0 };

  /** Something is wrong, and nothing of the file is taken. */
  error(text: string, place: Place = {}): void {
    this.#add({ severity: 'error', ...place, text });
  }

  /** Something is left out or read otherwise than it stands. */
  warning(text: string, place: Place = {}): void {
    this.#add({ severity: 'warning', ...place, text });
  }

  /** Something that nearly every question of a file has: said once, with the first line and the number of them. */
  count(text: string, line: number): void {
    const before = this.#counted.get(text);
    if (before) before.count += 1;
    else this.#counted.set(text, { count: 1, line });
  }

  #add(remark: FileRemark): void {
    this.#said[remark.severity] += 1;
    if (this.#said[remark.severity] <= MOST_OF_A_KIND) this.#remarks.push(remark);
  }

  /** Everything said, by line; what is about the whole file comes first. */
  remarks(): FileRemark[] {
    const counted = [...this.#counted].map(([text, { count, line }]): FileRemark => {
      const times = count === 1 ? 'one question' : `${count} questions, first here`;
      return { severity: 'warning', line, text: `${text} (${times})` };
    });
    const all = [...this.#remarks, ...counted].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
    return [...all, ...this.#beyond('error'), ...this.#beyond('warning')];
  }

  #beyond(severity: FileRemark['severity']): FileRemark[] {
    const more = this.#said[severity] - MOST_OF_A_KIND;
    return more > 0 ? [{ severity, text: `And ${more} more of this kind.` }] : [];
  }

  /** The outcome: all items, or with an error none. */
  outcome(items: ForeignItem[]): ReadItems {
    return { items: this.#said.error > 0 ? [] : items, remarks: this.remarks() };
  }
}
