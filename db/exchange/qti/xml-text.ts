/** What XML 1.0 cannot hold in any way: control characters, halves of characters, two non-characters. */
const ILLEGAL = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as character data; what XML cannot hold is left out. */
export const xmlText = (text: string): string =>
  text
    .replace(ILLEGAL, '')
    .replace(/[&<>]/g, (one) => NAMED[one] ?? one)
    .replaceAll('\r', '&#13;');

/** A text between the quotation marks of an attribute: its line breaks and tabs survive reading. */
export const xmlAttribute = (text: string): string =>
  text
    .replace(ILLEGAL, '')
    .replace(/[&<>"]/g, (one) => NAMED[one] ?? one)
    .replace(/[\t\n\r]/g, (one) => `&#${one.charCodeAt(0)};`);

/** A start tag's name and attributes. */
const opened = (name: string, attributes: Record<string, string>): string =>
  [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${xmlAttribute(value)}"`)].join(' ');

/** An element around XML that is already written; empty elements close themselves. */
export const element = (name: string, attributes: Record<string, string> = {}, ...inside: string[]): string => {
  const content = inside.join('');
  return content === '' ? `<${opened(name, attributes)}/>` : `<${opened(name, attributes)}>${content}</${name}>`;
};

/** An element with a text. */
export const textElement = (name: string, text: string, attributes: Record<string, string> = {}): string =>
  element(name, attributes, xmlText(text));

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
