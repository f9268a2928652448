import type { APIRoute } from 'astro';
import { exportCards } from '#operations/study/export-cards';

/** The chosen decks as an Anki package. */
export const GET: APIRoute = ({ locals, url }) => exportCards(locals, url, 'apkg');
