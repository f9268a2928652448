import type { APIRoute } from 'astro';
import { exportCards } from '#operations/study/export-cards';

/** The chosen decks as Anki's “Notes in plain text”. */
export const GET: APIRoute = ({ locals, url }) => exportCards(locals, url, 'text');
