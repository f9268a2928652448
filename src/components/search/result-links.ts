import { type Place, showPlace } from '#domain/lessons/search';
import type { MarkedText } from '#domain/lessons/search/passage';
import { textOf } from './fetch-search.ts';
import { markedPieces } from './marked-pieces.ts';
import { KIND_NAMES } from './search-words.ts';

/** A result as a link. The passage of a lesson comes a moment later: its text is fetched only when it is shown. */
export function resultLink(place: Place): HTMLLIElement {
  const { title, page, passage } = showPlace(place, place.text ?? '');
  const link = element('a', 'found-link');
  link.href = place.address;
  const name = element('span', 'found-title');
  name.append(...marked(title));
  const where = element('span', 'found-where', [KIND_NAMES[place.kind], page ?? place.within].join(' · '));
  const text = element('span', 'found-passage');
  text.append(...marked(passage));
  link.append(name, where);
  if (place.text !== '') link.append(text);
  if (place.text === undefined) {
    text.classList.add('awaited');
    textOf(place).then((full) => text.replaceChildren(...marked(showPlace(place, full).passage)));
  }
  const item = document.createElement('li');
  item.append(link);
  return item;
}

/** A link that is not a result: to all of them, or to the code book. */
export function wayOn(address: string, words: string): HTMLLIElement {
  const link = element('a', 'found-link way-on', words);
  link.href = address;
  const item = document.createElement('li');
  item.append(link);
  return item;
}

function element<Name extends 'a' | 'span'>(name: Name, look: string, text = ''): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = look;
  made.textContent = text;
  return made;
}

const marked = (text: MarkedText): (Text | HTMLElement)[] =>
  markedPieces(text).map((piece) => {
    if (!piece.isMarked) return document.createTextNode(piece.text);
    const mark = document.createElement('mark');
    mark.textContent = piece.text;
    return mark;
  });
