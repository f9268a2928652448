import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrganisationRole } from '#domain/people/roles';
import { planRoster, type RosterPlan, type RosterTerms, type RosterWorld } from '#domain/people/roster';
import { readRoster } from '#operations/organisations/read-roster';

const world = (more: Partial<RosterWorld> = {}): RosterWorld => ({
  members: new Map([
    ['ann@example.org', { personId: 'ann', roles: ['owner'], cohortIds: [] }],
    ['bob@example.org', { personId: 'bob', roles: ['learner'], cohortIds: ['spring'] }],
  ]),
  invited: new Map([
    ['carl@example.org', [{ roles: ['learner'] }]],
    ['dora@example.org', [{ roles: ['learner'], cohortId: 'spring' }]],
  ]),
  cohorts: [
    { id: 'spring', name: 'Spring 2026' },
    { id: 'autumn', name: 'Autumn 2026' },
  ],
  ...more,
});
const owner: RosterTerms = { roles: ['learner', 'candidate'], makesCohorts: false };

function planOf(text: string, terms = owner, there = world()): RosterPlan {
  const read = readRoster(text);
  return read.ok ? planRoster(read.value, there, terms) : { steps: [], newCohorts: [], problem: read.problem };
}
/** The plan as short lines: `2 invite eve@example.org learner`. */
const told = (plan: RosterPlan) =>
  plan.steps.map((step) => {
    const head = `${step.line} ${step.kind}`;
    if (step.kind === 'error') return `${head} ${step.column} ${step.given}`;
    const { email, role, cohort } = step.person;
    const adds = step.kind === 'add' ? [step.addsRole && '+role', step.addsCohort && '+cohort'].filter(Boolean) : [];
    const why = step.kind === 'nothing' ? [step.why] : [];
    return [head, email, role, ...(cohort ? [cohort] : []), ...adds, ...why].join(' ');
  });

describe('a line', () => {
  test.each([
    ['somebody new is invited', 'eve@example.org,Eve,,', '2 invite eve@example.org learner'],
    ['an address counts in any case', ' EVE@Example.ORG ,,LEARNER,', '2 invite eve@example.org learner'],
    ['a candidate', 'eve@example.org,,candidate,', '2 invite eve@example.org candidate'],
    ['into a cohort, in any case', 'eve@example.org,,,spring 2026', '2 invite eve@example.org learner Spring 2026'],
    ['a member with the role', 'bob@example.org,,,', '2 nothing bob@example.org learner member'],
    ['a member without the role', 'ann@example.org,,,', '2 add ann@example.org learner +role'],
    ['a member of the cohort', 'bob@example.org,,,Spring 2026', '2 nothing bob@example.org learner Spring 2026 member'],
    ['a member of none', 'bob@example.org,,,Autumn 2026', '2 add bob@example.org learner Autumn 2026 +cohort'],
    ['role and cohort', 'ann@example.org,,,Spring 2026', '2 add ann@example.org learner Spring 2026 +role +cohort'],
    ['invited already', 'carl@example.org,,,', '2 nothing carl@example.org learner invited'],
    ['invited with more than is asked', 'dora@example.org,,,', '2 nothing dora@example.org learner invited'],
    ['invited as something else', 'carl@example.org,,candidate,', '2 invite carl@example.org candidate'],
    ['invited without the cohort', 'carl@example.org,,,Spring 2026', '2 invite carl@example.org learner Spring 2026'],
    ['a quoted comma', '"eve@example.org","Doe, Eve",learner,', '2 invite eve@example.org learner'],
    ['no address', ',Eve,,', '2 error email '],
    ['no address that could be one', 'eve at example,,,', '2 error email eve at example'],
    ['a role that is staff’s', 'eve@example.org,,owner,', '2 error role owner'],
    ['a role that is none', 'eve@example.org,,toString,', '2 error role toString'],
    ['a cohort that is none', 'eve@example.org,,,Summer', '2 error cohort Summer'],
    ['a formula as name', 'eve@example.org,=HYPERLINK(1),,', '2 error name =HYPERLINK(1)'],
    ['a formula as address', '@sum(1),,,', '2 error email @sum(1)'],
    ['a formula as cohort', 'eve@example.org,,,-1', '2 error cohort -1'],
    ['a link as name', 'eve@example.org,see http://a.example,,', '2 error name see http://a.example'],
    ['too many cells', 'eve@example.org,a,learner,,,more', '2 error line eve@example.org a learner   more'],
  ])('%s', (_, line, wanted) => {
    expect(told(planOf(`email,name,role,cohort\n${line}`))).toEqual([wanted]);
  });

  test('a name of 80 characters is taken, one of 81 is not', () => {
    const of = (length: number) => told(planOf(`email,name\neve@example.org,${'x'.repeat(length)}`))[0];
    expect(of(80)).toBe('2 invite eve@example.org learner');
    expect(of(81)).toContain('2 error name');
  });
  test('every error says what to do', () => {
    const plan = planOf('email,role,cohort\nx,,\neve@example.org,owner,\neve@example.org,,None\n');
    for (const step of plan.steps) expect(step.kind === 'error' && step.sentence).toMatch(/\. |like name@/);
  });
  test('who may invite learners only gives learners only', () => {
    const plan = planOf('email,role\neve@example.org,candidate', { ...owner, roles: ['learner'] });
    expect(told(plan)).toEqual(['2 error role candidate']);
  });
});

describe('twice in the file', () => {
  test('the same line once more is nothing', () => {
    expect(told(planOf('email\neve@example.org\nEVE@example.org'))).toEqual([
      '2 invite eve@example.org learner',
      '3 nothing eve@example.org learner repeated',
    ]);
  });
  test('with another role it is told', () => {
    expect(told(planOf('email,role\neve@example.org,\neve@example.org,candidate'))).toEqual([
      '2 invite eve@example.org learner',
      '3 error email eve@example.org',
    ]);
  });
});

describe('cohorts that are not there', () => {
  const makes = { ...owner, makesCohorts: true };
  test('are made once, under the first name given', () => {
    const plan = planOf('email,cohort\neve@example.org,Summer  Term\nfred@example.org,summer term', makes);
    expect(plan.newCohorts).toEqual(['Summer Term']);
    expect(told(plan)[1]).toBe('3 invite fred@example.org learner Summer Term');
  });
  test('a member gets a place in them', () => {
    expect(told(planOf('email,cohort\nbob@example.org,Summer', makes))).toEqual([
      '2 add bob@example.org learner Summer +cohort',
    ]);
  });
  test('are not made for lines that are wrong', () => {
    expect(planOf('email,cohort\nnobody,Summer', makes).newCohorts).toEqual([]);
  });
});

describe('a file', () => {
  test.each([
    ['with a byte order mark', '\uFEFFemail,name\neve@example.org,Eve'],
    ['with semicolons', 'name;email\nEve;eve@example.org'],
    ['with tabs', 'name\temail\nEve\teve@example.org'],
    ['with a header in other words, order and case', 'Full name, E-Mail Address\nEve,eve@example.org'],
    ['with carriage returns', 'email,name\r\neve@example.org,Eve\r\n'],
    ['with empty columns and lines', 'email,name,,\n\neve@example.org,Eve,,\n,,,\n'],
  ])('%s is read', (_, text) => {
    const [step, ...more] = planOf(text).steps;
    expect(more).toEqual([]);
    expect(step).toMatchObject({ kind: 'invite', person: { email: 'eve@example.org', name: 'Eve' } });
  });
  test('lines are numbered as editors number them', () => {
    expect(told(planOf('email\n\nx\n"eve@example.org"\n'))).toEqual([
      '3 error email x',
      '4 invite eve@example.org learner',
    ]);
  });
  test.each([
    ['nothing', '', 'There is no line in it'],
    ['a header alone', 'email,name', 'only a header'],
    ['no header', 'eve@example.org,Eve', 'there is no header'],
    ['no column of addresses', 'name,role\nEve,learner', 'no column email'],
    ['a column twice', 'email,mail\na@example.org,b@example.org', 'twice'],
    ['a column that is none', 'email,phone\neve@example.org,1', '“phone”'],
    ['a quote that stays open', 'email\n"eve@example.org', 'never closed'],
    ['a quote in the middle', 'email,name\neve@example.org,E"v"e', 'A quote'],
    ['another encoding', 'email,name\neve@example.org,Zo\uFFFD', 'CSV UTF-8'],
    ['no text at all', 'PK\u0003\u0004\0\0', 'CSV UTF-8'],
    ['too many lines', `email\n${'a@example.org\n'.repeat(2001)}`, '2,000 lines'],
    ['too many bytes', `email,name\n${'é'.repeat(140_000)}`, '256 KB'],
    ['one endless line', `email\n${'a'.repeat(60_000)}`, 'far too long'],
  ])('%s is told in a sentence', (_, text, wanted) => {
    const plan = planOf(text);
    expect(plan.problem).toContain(wanted);
    expect(plan.steps).toEqual([]);
  });
  test('2,000 lines are taken', () => {
    const lines = Array.from({ length: 2000 }, (_, number) => `p${number}@example.org\n`);
    expect(planOf(`email\n${lines.join('')}`).steps).toHaveLength(2000);
  });
});

/** Text that is now and then nearly a roster. */
const nearly = fc
  .array(
    fc.array(
      fc.oneof(
        fc.constantFrom(
          'email',
          'role',
          'cohort',
          'name',
          'learner',
          'owner',
          'ann@example.org',
          'eve@example.org',
          'Spring 2026',
          '=1',
          '"',
          '\uFEFF',
          '__proto__',
        ),
        fc.string({ unit: 'binary', maxLength: 12 }),
      ),
      { maxLength: 6 },
    ),
    { maxLength: 12 },
  )
  .chain((rows) =>
    fc.constantFrom(',', ';', '\t').map((separator) => rows.map((row) => row.join(separator)).join('\n')),
  );

describe('whatever is pasted', () => {
  test('planning never throws, and no line of it is lost', () => {
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ unit: 'binary' })), fc.boolean(), (text, makesCohorts) => {
        const read = readRoster(text);
        const plan = planOf(text, { ...owner, makesCohorts });
        if (read.ok && plan.problem === undefined) expect(plan.steps).toHaveLength(read.value.length - 1);
        else expect(plan.problem).toMatch(/\.$|\?$/);
      }),
      { numRuns: 3000 },
    );
  });

  test('records of any shape never make it throw', () => {
    const records = fc.array(fc.record({ line: fc.nat(), cells: fc.array(fc.string({ unit: 'binary' })) }));
    fc.assert(
      fc.property(
        records,
        fc.boolean(),
        (some, makesCohorts) => void planRoster(some, world(), { ...owner, makesCohorts }),
      ),
    );
    fc.assert(
      fc.property(records, (some) => void planRoster([{ line: 1, cells: ['email', 'role'] }, ...some], world(), owner)),
    );
  });

  const line = fc.record({
    email: fc.constantFrom(
      'ann@example.org',
      'bob@example.org',
      'carl@example.org',
      'dora@example.org',
      'eve@example.org',
      'x',
    ),
    role: fc.constantFrom('', 'learner', 'candidate', 'owner'),
    cohort: fc.constantFrom('', 'Spring 2026', 'autumn 2026', 'Summer'),
  });
  test('what was imported once does nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        const text = [
          'email,role,cohort',
          ...lines.map(({ email, role, cohort }) => `${email},${role},${cohort}`),
        ].join('\n');
        const terms = { ...owner, makesCohorts: true };
        const plan = planOf(text, terms);
        const again = planOf(text, terms, afterwards(world(), plan));
        expect(again.steps.filter(({ kind }) => kind === 'invite' || kind === 'add')).toEqual([]);
        expect(again.newCohorts).toEqual([]);
        expect(again.steps.map(({ kind }) => kind === 'error')).toEqual(plan.steps.map(({ kind }) => kind === 'error'));
      }),
      { numRuns: 1000 },
    );
  });
});

/** What there is once a plan was done. */
function afterwards(before: RosterWorld, plan: RosterPlan): RosterWorld {
  const cohorts = [...before.cohorts, ...plan.newCohorts.map((name) => ({ id: `new ${name}`, name }))];
  const idOf = (cohort?: string) => cohorts.find(({ name }) => name === cohort)?.id;
  const members = new Map(before.members);
  const invited = new Map(before.invited);
  for (const step of plan.steps) {
    if (step.kind !== 'invite' && step.kind !== 'add') continue;
    const { email, role, cohort } = step.person;
    const cohortId = idOf(cohort);
    const member = members.get(email);
    if (member)
      members.set(email, {
        ...member,
        roles: [...member.roles, role] as OrganisationRole[],
        cohortIds: [...member.cohortIds, ...(cohortId ? [cohortId] : [])],
      });
    else invited.set(email, [...(invited.get(email) ?? []), { roles: [role], ...(cohortId && { cohortId }) }]);
  }
  return { members, invited, cohorts };
}
