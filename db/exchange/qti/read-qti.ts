import { ITEM_LIMITS } from '#db/exchange/item-limits';
import { detailsIn } from '#db/exchange/qti/item-details';
import { type ItemResource, itemResources, MANIFEST, manifestIn } from '#db/exchange/qti/manifest';
import { isZip, openPackage, PACKAGE_LIMITS, PackageError, type PackageFiles } from '#db/exchange/qti/package-files';
import { nameOfItem, readItem } from '#db/exchange/qti/read-item';
import { Remarks } from '#db/exchange/qti/remarks';
import { parseXml, type XmlElement, XmlError } from '#db/exchange/qti/xml-tree';
import type { FileRemark, ForeignItem, ReadItems } from '#domain/exam/exchange/foreign-item';

/** More remarks than these nobody reads; what is left out of them is counted. */
const MOST_REMARKS = 1_000;

/**
 * Reads questions of QTI 2.0 to 2.2 and 3.0: one item as XML, or a content package. Never throws on what a file holds:
 * everything that is wrong or left out is in the remarks with its line, and with one error among them no item is taken.
 * Kinds of questions this platform has not are left out with a warning; when nothing else is there, that is an error.
 */
export async function readQti(source: Uint8Array | AsyncIterable<Uint8Array>, fileName: string): Promise<ReadItems> {
  const bytes = source instanceof Uint8Array ? source : await collected(source);
  if (!bytes || bytes.length > PACKAGE_LIMITS.bytes)
    return refused(`${fileName} has more than ${PACKAGE_LIMITS.bytes / 2 ** 20} MB.`);
  if (bytes.length === 0) return refused(`${fileName} is empty.`);
  const read = isZip(bytes) ? await readPackage(bytes) : readSingle(bytes, undefined);
  return whole(read, fileName);
}

/** The bytes of a stream; undefined once there are too many. */
async function collected(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    size += piece.length;
    if (size > PACKAGE_LIMITS.bytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const refused = (text: string): ReadItems => ({ items: [], remarks: [{ severity: 'error', text }] });

/** All or nothing, and a report of a length people can read, errors first where not everything fits. */
function whole({ items, remarks }: ReadItems, fileName: string): ReadItems {
  const all: FileRemark[] = [...remarks, ...twice(items)];
  if (items.length > ITEM_LIMITS.items)
    all.push({
      severity: 'error',
      text: `${fileName} holds more than ${ITEM_LIMITS.items.toLocaleString('en-US')} questions. Split it.`,
    });
  if (items.length === 0 && !all.some(({ severity }) => severity === 'error'))
    all.push({ severity: 'error', text: `${fileName} holds no question that can be taken.` });
  const hasErrors = all.some(({ severity }) => severity === 'error');
  return { items: hasErrors ? [] : items, remarks: shortened(all) };
}

function shortened(remarks: FileRemark[]): FileRemark[] {
  if (remarks.length <= MOST_REMARKS) return remarks;
  const isError = ({ severity }: FileRemark) => severity === 'error';
  const kept = [...remarks.filter(isError), ...remarks.filter((one) => !isError(one))].slice(0, MOST_REMARKS);
  const more = remarks.length - kept.length;
  return [...kept, { severity: kept.some(isError) ? 'error' : 'warning', text: `There are ${more} more remarks.` }];
}

function twice(items: readonly ForeignItem[]): FileRemark[] {
  const names = new Set<string>();
  return items.flatMap(({ name }) => {
    const isTwice = names.has(name);
    names.add(name);
    return isTwice ? [{ severity: 'error' as const, item: name, text: `Two items are called “${name}”.` }] : [];
  });
}

/** What a file is that is no item, by the name of its root. */
const OTHER_ROOTS: Record<string, string> = {
  assessmentTest: 'a test without its items; hand in the package that holds both',
  assessmentSection: 'a section of a test without its items; hand in the package that holds both',
  assessmentStimulus: 'a text that items ask about, and no item',
  manifest: 'the manifest of a package; hand in the whole package',
  questestinterop: 'QTI 1.2; QTI 2 and 3 are read',
  quiz: 'Moodle XML, which has its own door',
};

function readSingle(bytes: Uint8Array, part: string | undefined, details?: ItemResource, before?: Remarks): ReadItems {
  const about = part === undefined ? {} : { part };
  const remarks = new Remarks(about);
  const root = parsed(bytes, remarks);
  if (!root) return { items: [], remarks: remarks.all };
  if (root.name !== 'assessmentItem') {
    const what = Object.hasOwn(OTHER_ROOTS, root.name)
      ? OTHER_ROOTS[root.name]
      : `no item of QTI: it begins with “${root.name}”`;
    remarks.refuse(root, `This is ${what}.`);
    return { items: [], remarks: remarks.all };
  }
  const name = nameOfItem(root);
  const ofItem = new Remarks({ ...about, ...(name !== undefined && { item: name }) });
  const item = readItem(root, ofItem);
  const said = ofItem.all.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
  if (!item) return { items: [], remarks: said };
  const read = details && before ? detailsIn(details.metadata, before) : {};
  return { items: [{ ...item, details: read }], remarks: said };
}

function parsed(bytes: Uint8Array, remarks: Remarks): XmlElement | undefined {
  try {
    return parseXml(bytes);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    remarks.refuse({ line: error.line }, error.message);
    return undefined;
  }
}

async function readPackage(bytes: Uint8Array): Promise<ReadItems> {
  let files: PackageFiles | undefined;
  try {
    files = await openPackage(bytes);
    return await readParts(files);
  } catch (error) {
    if (error instanceof PackageError) return refused(error.message);
    throw error;
  } finally {
    files?.close();
  }
}

async function readParts(files: PackageFiles): Promise<ReadItems> {
  const part = manifestIn(files.names);
  const bytes = part === undefined ? undefined : await files.read(part);
  if (part === undefined || !bytes) return refused(`The package holds no ${MANIFEST}, which says what is in it.`);
  const remarks = new Remarks({ part });
  const manifest = parsed(bytes, remarks);
  const resources = manifest ? itemResources(manifest, part, remarks) : [];
  const read: ReadItems[] = [];
  for (const resource of resources) read.push(await readResource(files, resource, remarks));
  return {
    items: read.flatMap(({ items }) => items),
    remarks: [...remarks.all, ...read.flatMap((one) => one.remarks)],
  };
}

async function readResource(files: PackageFiles, resource: ItemResource, ofManifest: Remarks): Promise<ReadItems> {
  const bytes = await files.read(resource.part);
  if (bytes) return readSingle(bytes, resource.part, resource, ofManifest);
  ofManifest.refuse(resource.resource, `The file ${resource.part} is named here and not in the package.`);
  return { items: [], remarks: [] };
}
