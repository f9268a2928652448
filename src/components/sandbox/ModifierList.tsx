import type { Modifier } from '#domain/codeset/catalog';

export type ShownModifier = Pick<Modifier, 'code' | 'title'>;

interface ModifierListProps {
  modifiers: ShownModifier[];
  openInBook(address: string): void;
}

/** What a learner may look up beside the service lines: the practice set's modifiers, then places and distinct services. */
export function ModifierList({ modifiers, openInBook }: ModifierListProps) {
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
      <p className="in-book">
        In the code book:{' '}
        <BookLink to="/codes/px/modifiers" name="modifiers and when they are used" open={openInBook} />,{' '}
        <BookLink to="/codes/px" name="procedures and their rules" open={openInBook} />.
      </p>
    </details>
  );
}

/** A link that opens beside the sheet; with Ctrl or Shift, or without JavaScript, it is an ordinary one. */
function BookLink({ to, name, open }: { to: string; name: string; open(address: string): void }) {
  return (
    <a
      href={to}
      target="_blank"
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        open(to);
      }}
      rel="noopener"
    >
      {name}
    </a>
  );
}
