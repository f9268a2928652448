import type { Modifier } from '#domain/codeset/catalog';

export type ShownModifier = Pick<Modifier, 'code' | 'title'>;

/** What a learner may look up beside the service lines: the practice set's modifiers, then places and distinct services. */
export function ModifierList({ modifiers }: { modifiers: ShownModifier[] }) {
  if (modifiers.length === 0) return null;
  return (
    <details className="modifier-list">
      <summary>Modifiers to choose from</summary>
      <dl>
        {modifiers.map(({ code, title }) => (
          <div key={code}>
            <dt className="code">{code}</dt>
            <dd>{title}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
