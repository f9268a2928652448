import Code from './Code.astro';
import CodeTable from './CodeTable.astro';
import Compare from './Compare.astro';
import Diagram from './Diagram.astro';
import Excerpt from './Excerpt.astro';
import KeyPoint from './KeyPoint.astro';
import Mistake from './Mistake.astro';
import PcsTable from './PcsTable.astro';
import Rule from './Rule.astro';
import Supports from './Supports.astro';
import Term from './Term.astro';
import Timeline from './Timeline.astro';

/** What an author of a lesson may use without importing anything (content/lessons/AUTHORS.md). */
export const LESSON_COMPONENTS = {
  Code,
  CodeTable,
  Compare,
  Diagram,
  Excerpt,
  KeyPoint,
  Mistake,
  PcsTable,
  Rule,
  Supports,
  Term,
  Timeline,
};
