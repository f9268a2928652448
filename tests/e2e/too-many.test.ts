import { expect, test } from 'vitest';
import { newLearner } from './learner.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const sentence = 'Too many searches from this place at once. Try again in 7 seconds.';

test.each(['/codes', '/sandbox/office-skin-lesions'])(
  '%s shows the sentence of a search that was too much',
  async (path) => {
    const { page } = await newLearner(stage);
    await page.route('**/api/codes/find?*', (route) => route.fulfill({ status: 429, json: { message: sentence } }));
    await page.goto(`${stage.server.address}${path}`);
    const field = page.getByRole('combobox').first();
    await field.click();
    await field.pressSequentially('knee');
    await page.getByText(sentence).first().waitFor();
    await page.unroute('**/api/codes/find?*');
    await field.pressSequentially(' pain');
    await page.getByRole('option').first().waitFor();
    expect(await page.getByText(sentence).count()).toBe(0);
  },
);

test('signing in too often says when to come back', async () => {
  const { address } = stage.server;
  const attempt = () =>
    fetch(`${address}/sign-in`, {
      method: 'POST',
      headers: { origin: address, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'email=nobody%40example.org&password=wrong',
    });
  for (let tried = 0; tried < 10; tried++) expect((await attempt()).status).toBe(401);
  const refused = await attempt();
  expect([refused.status, Number(refused.headers.get('retry-after')) > 600]).toEqual([429, true]);
});
