import { AFTER, BEFORE, depthOf } from '#domain/study/skill-order';
import { SKILLS, type SkillId } from '#domain/study/skills';

/** Sizes in CSS pixels. */
export const NODE = { width: 192, height: 40 };
const GAP = { across: 56, down: 10 };

export interface PlacedSkill {
  id: SkillId;
  title: string;
  x: number;
  y: number;
  /** The title in lines that fit the box. */
  lines: string[];
}

export interface GraphLayout {
  width: number;
  height: number;
  nodes: PlacedSkill[];
  /** Curves from what comes before to what builds on it. */
  edges: { from: SkillId; to: SkillId; path: string }[];
}

const LETTERS_A_LINE = 25;

/** Breaks a title into lines at spaces. */
function linesOf(title: string): string[] {
  const lines: string[] = [];
  for (const word of title.split(' ')) {
    const joined = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && joined.length <= LETTERS_A_LINE) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

/** Skills that are drawn, by how deep they lie. Body systems all build on anatomy alone and would crowd the rest. */
function columns(): SkillId[][] {
  const isLinked = (id: SkillId) => BEFORE.get(id)?.length || AFTER.get(id)?.length;
  const linked = SKILLS.filter(({ id, kind }) => kind !== 'body-system' && isLinked(id));
  const byDepth = Map.groupBy(linked, ({ id }) => depthOf(id));
  return [...byDepth.keys()].sort((a, b) => a - b).map((depth) => (byDepth.get(depth) ?? []).map(({ id }) => id));
}

/** Sorts each column by where the skills before it stand, so that fewer lines cross; twice is enough for this graph. */
function untangled(given: SkillId[][]): SkillId[][] {
  const place = new Map<SkillId, number>();
  const settle = (column: SkillId[]) => {
    for (const [index, id] of column.entries()) place.set(id, index / column.length);
  };
  const centre = (ids: readonly SkillId[], own: number) =>
    ids.length ? ids.reduce((sum, id) => sum + (place.get(id) ?? own), 0) / ids.length : own;
  const sortBy = (column: SkillId[], ways: ReadonlyMap<SkillId, readonly SkillId[]>) => {
    const keys = new Map(column.map((id) => [id, centre(ways.get(id) ?? [], place.get(id) ?? 0)]));
    column.sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
    settle(column);
  };
  given.forEach(settle);
  for (let sweep = 0; sweep < 2; sweep += 1) {
    for (const column of given) sortBy(column, BEFORE);
    for (const column of [...given].reverse()) sortBy(column, AFTER);
  }
  for (const column of given) sortBy(column, BEFORE);
  return given;
}

/** Where every skill stands in the drawn graph: what comes before stands further left. The same every time. */
export const SKILL_LAYOUT: GraphLayout = layOutSkills();

function layOutSkills(): GraphLayout {
  const placed = untangled(columns());
  const rows = Math.max(...placed.map(({ length }) => length));
  const height = rows * (NODE.height + GAP.down);
  const titles = new Map<SkillId, string>(SKILLS.map(({ id, title }) => [id, title]));
  const nodes = placed.flatMap((column, depth) =>
    column.map((id, index) => {
      const title = titles.get(id) ?? id;
      const step = height / column.length;
      const y = Math.round(step * (index + 0.5) - NODE.height / 2);
      return { id, title, x: depth * (NODE.width + GAP.across), y, lines: linesOf(title) };
    }),
  );
  return { width: placed.length * (NODE.width + GAP.across) - GAP.across, height, nodes, edges: edgesOf(nodes) };
}

function edgesOf(nodes: readonly PlacedSkill[]): GraphLayout['edges'] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return nodes.flatMap((to) =>
    (BEFORE.get(to.id) ?? []).flatMap((id) => {
      const from = byId.get(id);
      return from ? [{ from: id, to: to.id, path: curve(from, to) }] : [];
    }),
  );
}

function curve(from: PlacedSkill, to: PlacedSkill): string {
  const [x1, y1] = [from.x + NODE.width, from.y + NODE.height / 2];
  const [x2, y2] = [to.x, to.y + NODE.height / 2];
  const bend = GAP.across / 2;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

export interface SkillBranch {
  id: SkillId;
  title: string;
  /** What it builds on beside the skill it stands under. */
  also: readonly SkillId[];
  inside: readonly SkillBranch[];
}

/** The graph as nested lists: each skill once, under the deepest of those it builds on. */
export const SKILL_BRANCHES: readonly SkillBranch[] = nestSkills();

function nestSkills(): SkillBranch[] {
  const parentOf = new Map<SkillId, SkillId | undefined>(
    SKILLS.map(({ id }) => [id, [...(BEFORE.get(id) ?? [])].sort((a, b) => depthOf(b) - depthOf(a))[0]]),
  );
  const under = (parent: SkillId | undefined): SkillBranch[] =>
    SKILLS.filter(({ id }) => parentOf.get(id) === parent).map(({ id, title }) => ({
      id,
      title,
      also: (BEFORE.get(id) ?? []).filter((one) => one !== parent),
      inside: under(id),
    }));
  return under(undefined).filter(({ inside }) => inside.length > 0);
}
