import { strToU8, zipSync } from 'fflate';

/** Items in the structures that the published examples of 1EdTech have, with texts of our own. */

/** What differs between the versions: the name of the root and the space it is in. */
const V3 = 'xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"';
const V2 = 'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"';

/** An item of QTI 3: its declarations, body, rules and what follows, each on lines of its own from the third. */
export const item3 = (inside: string, attributes = 'identifier="an-item" title="An item"'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<qti-assessment-item ${V3} ${attributes} adaptive="false" time-dependent="false">\n${inside}\n</qti-assessment-item>`;
/** The same of QTI 2.1. */
export const item2 = (inside: string, attributes = 'identifier="an-item" title="An item"'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<assessmentItem ${V2} ${attributes} adaptive="false" timeDependent="false">\n${inside}\n</assessmentItem>`;

/** A declaration of QTI 3 with its right answers. */
export const declared3 = (cardinality: string, baseType: string, right: string[], mapping = ''): string =>
  `<qti-response-declaration identifier="RESPONSE" cardinality="${cardinality}" base-type="${baseType}"><qti-correct-response>${right
    .map((value) => `<qti-value>${value}</qti-value>`)
    .join('')}</qti-correct-response>${mapping}</qti-response-declaration>`;

export const choices3 = (...texts: string[]): string =>
  texts.map((text, at) => `<qti-simple-choice identifier="${'ABCDEF'[at]}">${text}</qti-simple-choice>`).join('\n');

/** A choice of QTI 3, whose right answer is B, with a stem as XHTML. */
export const choice3 = (stem = '<p>Which one?</p>', ...texts: string[]): string =>
  item3(
    `${declared3('single', 'identifier', ['B'])}\n<qti-item-body>\n${stem}\n<qti-choice-interaction response-identifier="RESPONSE" max-choices="1">\n${choices3(
      ...(texts.length > 0 ? texts : ['One', 'Two', 'Three']),
    )}\n</qti-choice-interaction>\n</qti-item-body>`,
  );

const resource = (part: string, at: number, type: string): string =>
  `<resource identifier="R${at}" type="${type}" href="${part}"><file href="${part}"/></resource>`;

/** A manifest over parts. */
export const manifest = (parts: readonly string[], type = 'imsqti_item_xmlv3p0', more = ''): string =>
  `<?xml version="1.0"?>\n<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="M">\n<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>\n<organizations/>\n<resources>\n${parts
    .map((part, at) => resource(part, at, type))
    .join('\n')}\n${more}</resources>\n</manifest>`;

export const packed = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
