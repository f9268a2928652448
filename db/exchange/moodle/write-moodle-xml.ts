import { categoryOf, type MoodleAnswer, type MoodleQuestion, type MoodleText } from '#db/exchange/moodle/question';
import { toMoodleQuestion } from '#db/exchange/moodle/write-question';
import { FileReport } from '#domain/exam/exchange/file-report';
import type { ForeignItem, WrittenItems } from '#domain/exam/exchange/foreign-item';

/** Items as a file in Moodle's XML, sorted into a category by the first domain of each. */
export function writeMoodleXml(items: readonly ForeignItem[]): WrittenItems {
  const report = new FileReport();
  let category: string | undefined;
  const parts = items.flatMap((item) => {
    const question = toMoodleQuestion(item, report);
    if (question === undefined) return [];
    const path = categoryOf(item.details.domains?.[0]);
    const isNew = path !== category;
    category = path;
    return isNew ? [categoryXml(path), questionXml(question)] : [questionXml(question)];
  });
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${parts.join('')}</quiz>\n`;
  return { bytes: new TextEncoder().encode(xml), remarks: report.remarks() };
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);

const categoryXml = (path: string): string =>
  `  <question type="category"><category><text>$course$/${escaped(path)}</text></category></question>\n`;

const FORMATS = { html: 'html', plain: 'plain_text', markdown: 'markdown', moodle: 'moodle_auto_format' } as const;
const textXml = (name: string, { text, format }: MoodleText): string =>
  `    <${name} format="${FORMATS[format]}"><text>${escaped(text)}</text></${name}>\n`;

function questionXml(question: MoodleQuestion): string {
  const { type, title, idNumber, stem, feedback, answers, tags } = question;
  return [
    `  <question type="${type}">\n    <name><text>${escaped(title)}</text></name>\n`,
    textXml('questiontext', stem),
    feedback ? textXml('generalfeedback', feedback) : '',
    `    <defaultgrade>1</defaultgrade>\n    <hidden>0</hidden>\n    <idnumber>${escaped(idNumber)}</idnumber>\n`,
    settingsXml(question),
    ...answers.map(answerXml),
    tags.length > 0
      ? `    <tags>${tags.map((tag) => `<tag><text>${escaped(tag)}</text></tag>`).join('')}</tags>\n`
      : '',
    '  </question>\n',
  ].join('');
}

/** What each type has besides. Answers keep their order: options of this platform stand by alphabet or size. */
function settingsXml({ type, isSingle, isCaseSensitive, answers }: MoodleQuestion): string {
  if (type === 'shortanswer') return `    <usecase>${isCaseSensitive ? 1 : 0}</usecase>\n`;
  if (type === 'ordering')
    return `    <layouttype>VERTICAL</layouttype>\n    <selecttype>ALL</selecttype>\n    <selectcount>${answers.length}</selectcount>\n    <gradingtype>ALL_OR_NOTHING</gradingtype>\n    <showgrading>HIDE</showgrading>\n    <numberingstyle>none</numberingstyle>\n`;
  return `    <single>${isSingle}</single>\n    <shuffleanswers>false</shuffleanswers>\n    <answernumbering>abc</answernumbering>\n`;
}

const answerXml = ({ text, fraction, feedback }: MoodleAnswer): string =>
  `    <answer fraction="${fraction}" format="${text.format === 'plain' ? 'moodle_auto_format' : 'html'}">\n      <text>${escaped(text.text)}</text>\n${feedback ? `  ${textXml('feedback', feedback)}` : ''}    </answer>\n`;
