import type { APIRoute } from 'astro';
import { makeSearch } from './search/_documents.ts';

export const prerender = true;

/** What the search box and /search find things with. Made with the build; browsers fetch it once the box is used. */
export const GET: APIRoute = async () => Response.json(await makeSearch());
