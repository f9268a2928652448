import type { XmlElement } from '#db/exchange/qti/xml-tree';
import type { FileRemark } from '#domain/exam/exchange/foreign-item';

/** What is noticed while one part of a file is read; each remark gets the part and the item it is about. */
export class Remarks {
  readonly all: FileRemark[] = [];
  readonly #about: Pick<FileRemark, 'part' | 'item'>;

  constructor(about: Pick<FileRemark, 'part' | 'item'> = {}) {
    this.#about = about;
  }

  /** Something the file has and this platform has not. The reading goes on. */
  warn(at: Pick<XmlElement, 'line'> | undefined, text: string): void {
    this.#add('warning', at, text);
  }

  /** Something that is wrong. Nothing of the file will be taken. */
  refuse(at: Pick<XmlElement, 'line'> | undefined, text: string): void {
    this.#add('error', at, text);
  }

  #add(severity: FileRemark['severity'], at: Pick<XmlElement, 'line'> | undefined, text: string): void {
    this.all.push({ severity, ...(at && { line: at.line }), ...this.#about, text });
  }
}
