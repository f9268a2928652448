import type { APIRoute, GetStaticPaths } from 'astro';
import { listLessonTexts } from '../_documents.ts';

export const prerender = true;

/** Texts of one lesson by their anchor: what passages of search results are cut from. */
export const getStaticPaths: GetStaticPaths = async () =>
  (await listLessonTexts()).map(({ name, texts }) => {
    const [track, lesson] = name.split('/');
    return { params: { track, lesson }, props: { texts } };
  });

export const GET: APIRoute = ({ props }) => Response.json(props.texts);
