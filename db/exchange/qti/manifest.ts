import type { Remarks } from '#db/exchange/qti/remarks';
import { allNamed, childNamed, trimmed, type XmlElement } from '#db/exchange/qti/xml-tree';

/** An item a package says it holds. */
export interface ItemResource {
  /** Its file in the package. */
  part: string;
  resource: XmlElement;
  metadata: XmlElement | undefined;
}

export const MANIFEST = 'imsmanifest.xml';

/** The manifest of a package: at its top or, in an archive of a folder, in that folder. */
export function manifestIn(names: readonly string[]): string | undefined {
  if (names.includes(MANIFEST)) return MANIFEST;
  const inFolders = names.filter((name) => name.endsWith(`/${MANIFEST}`) && name.split('/').length === 2);
  return inFolders.length === 1 ? inFolders[0] : undefined;
}

const ITEM = /^imsqti_(?:item|apipitem)_xmlv\d/;
const TEST = /^imsqti_(?:test|assessment|section|apiptest|apipsection)_xmlv\d/;

/** Items, tests, and what is said of on its own. */
const KNOWN = new RegExp(`${ITEM.source}|${TEST.source}|^imsqti_xmlv1`);

/** The items of a manifest, in its order. Says what else it holds and is left out. */
export function itemResources(manifest: XmlElement, manifestPart: string, remarks: Remarks): ItemResource[] {
  const folder = manifestPart.slice(0, -MANIFEST.length);
  const resources = allNamed(manifest, new Set(['resource']));
  const ofType = (pattern: RegExp) => resources.filter(({ attributes }) => pattern.test(attributes.type ?? ''));
  const [test] = ofType(TEST);
  if (test) remarks.warn(test, 'The package holds a test: its items are read, its sections, order and limits are not.');
  const old = ofType(/^imsqti_xmlv1|^imsqti_item_xmlv1/)[0];
  if (old) remarks.warn(old, 'The package holds questions of QTI 1.2, which are not read.');
  const files = resources.filter(({ attributes }) => !KNOWN.test(attributes.type ?? ''));
  if (files[0])
    remarks.warn(
      files[0],
      `${files.length} further files (pictures, texts, style sheets, rules) of the package are left out.`,
    );
  return ofType(ITEM).flatMap((resource) => {
    const href = hrefOf(resource);
    if (href === undefined)
      remarks.refuse(resource, 'An item of the manifest names no file, or none inside the package.');
    return href === undefined ? [] : [{ part: folder + href, resource, metadata: childNamed(resource, 'metadata') }];
  });
}

/** Its file as a path; undefined when there is none or it leads elsewhere. */
function hrefOf({ attributes }: XmlElement): string | undefined {
  const written = trimmed(attributes.href ?? '').replace(/[?#].*$/, '');
  let href: string;
  try {
    href = decodeURIComponent(written);
  } catch {
    href = written;
  }
  const path = `${attributes['xml:base'] ?? ''}${href}`.replace(/^\.\//, '');
  return href === '' || /^[a-z]+:|^\/|(?:^|\/)\.\.(?:\/|$)/i.test(path) ? undefined : path;
}
