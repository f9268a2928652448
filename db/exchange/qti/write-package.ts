import { strToU8, zipSync } from 'fflate';
import { DETAIL_PURPOSES, DETAIL_SOURCE } from '#db/exchange/qti/item-details';
import { MANIFEST } from '#db/exchange/qti/manifest';
import { writeItem } from '#db/exchange/qti/write-item';
import { element, textElement, XML_DECLARATION } from '#db/exchange/qti/xml-text';
import type { ForeignItem, ItemDetails } from '#domain/exam/exchange/foreign-item';
import { DETAIL_FIELDS } from '#domain/exam/exchange/read-details';

const PACKAGE_NAMESPACE = 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1';
const PACKAGE_SCHEMA = 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd';
const LOM_NAMESPACE = 'http://ltsc.ieee.org/xsd/LOM';
const LOM_SCHEMA = 'https://purl.imsglobal.org/spec/md/v1p3/schema/xsd/imsmd_loose_v1p3p2.xsd';
const METADATA_NAMESPACE = 'http://www.imsglobal.org/xsd/imsqti_metadata_v3p0';
const METADATA_SCHEMA = 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_metadatav3p0_v1p0.xsd';

const EARLIEST = Date.UTC(1980, 0, 2);

/**
 * A content package of QTI 3.0: a manifest and one file per item, whose names are unique. What our items say beyond QTI
 * (domains, level, citations …) stands in the LOM of the manifest, so that `readQti` gives it back.
 * @param madeAt UTC epoch ms, the time of the files in the archive, which knows none before 1980.
 */
export function writeQtiPackage(items: readonly ForeignItem[], madeAt: number): Uint8Array {
  const named = items.map((item, at) => ({ item, part: `items/${fileName(item.name, at)}.xml` }));
  const files = Object.fromEntries(named.map(({ item, part }) => [part, strToU8(writeItem(item))]));
  return zipSync({ [MANIFEST]: strToU8(writeManifest(named)), ...files }, { mtime: Math.max(madeAt, EARLIEST) });
}

/** A number before the name: no two files of a package have the same, on any system. */
const fileName = (name: string, at: number): string => {
  const readable = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  const number = String(at + 1).padStart(4, '0');
  return readable === '' ? number : `${number}-${readable}`;
};

interface NamedItem {
  item: ForeignItem;
  part: string;
}

function writeManifest(items: readonly NamedItem[]): string {
  const attributes = {
    xmlns: PACKAGE_NAMESPACE,
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:schemaLocation': `${PACKAGE_NAMESPACE} ${PACKAGE_SCHEMA} ${LOM_NAMESPACE} ${LOM_SCHEMA} ${METADATA_NAMESPACE} ${METADATA_SCHEMA}`,
    identifier: 'MANIFEST',
  };
  const schema = textElement('schema', 'QTI Package') + textElement('schemaversion', '3.0.0');
  return `${XML_DECLARATION}${element(
    'manifest',
    attributes,
    element('metadata', {}, schema),
    element('organizations'),
    element('resources', {}, ...items.map(writeResource)),
  )}\n`;
}

const writeResource = ({ item, part }: NamedItem, at: number): string =>
  element(
    'resource',
    { identifier: `ITEM-${at + 1}`, type: 'imsqti_item_xmlv3p0', href: part },
    element('metadata', {}, writeQtiMetadata(item), writeLom(item)),
    element('file', { href: part }),
  );

const string = (name: string, text: string): string => element(name, {}, textElement('string', text));

function writeLom({ name, title, details }: ForeignItem): string {
  const identifier = element(
    'identifier',
    {},
    textElement('catalog', `${DETAIL_SOURCE}item`),
    textElement('entry', name),
  );
  const version =
    details.version === undefined ? '' : element('lifeCycle', {}, string('version', String(details.version)));
  return element(
    'lom',
    { xmlns: LOM_NAMESPACE },
    element('general', {}, identifier, string('title', title)),
    version,
    ...DETAIL_FIELDS.map((detail) => writeDetail(detail, details)),
  );
}

/** A classification with a taxon for each entry. A list without entries is left out, as a detail that is not said. */
function writeDetail(detail: keyof ItemDetails, details: ItemDetails): string {
  const entries = [details[detail] ?? []].flat().map(String);
  if (entries.length === 0) return '';
  const purpose = textElement('source', 'LOMv1.0') + textElement('value', DETAIL_PURPOSES[detail]);
  const paths = entries.map((entry) =>
    element(
      'taxonPath',
      {},
      string('source', `${DETAIL_SOURCE}${detail}`),
      element('taxon', {}, string('entry', entry)),
    ),
  );
  return element('classification', {}, element('purpose', {}, purpose), ...paths);
}

const INTERACTIONS = { choice: 'choiceInteraction', order: 'orderInteraction', text: 'textEntryInteraction' } as const;

const writeQtiMetadata = ({ question, feedback }: ForeignItem): string => {
  const isSaid =
    feedback !== undefined ||
    (question.type === 'choice' && question.options.some((option) => option.feedback !== undefined)) ||
    (question.type === 'text' && question.wrong.length > 0);
  return element(
    'qtiMetadata',
    { xmlns: METADATA_NAMESPACE },
    textElement('timeDependent', 'false'),
    textElement('interactionType', INTERACTIONS[question.type]),
    textElement('feedbackType', isSaid ? 'nonadaptive' : 'none'),
    textElement('solutionAvailable', 'true'),
    textElement('scoringMode', 'responseprocessing'),
  );
};
