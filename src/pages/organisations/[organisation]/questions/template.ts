import type { APIRoute } from 'astro';
import { writeQuestions } from '#db/exchange/exchange';
import { EXCHANGE_FORMATS } from '#db/exchange/formats';

export const prerender = false;

/** GET: an empty table for spreadsheet programs whose first row names the columns that the import reads. */
export const GET: APIRoute = async ({ locals }) => {
  const { bytes } = await writeQuestions('csv', [], locals.now);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': EXCHANGE_FORMATS.csv.type,
      'content-disposition': 'attachment; filename="questions-template.csv"',
    },
  });
};
