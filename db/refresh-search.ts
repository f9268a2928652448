// `node db/refresh-search.ts`: makes the search indexes that what is installed lacks. A process of its own, so that an
// install never holds the rows of the files and the words of the index in memory at once.
import { openCatalogDb } from '#db/client';
import { refreshSearchIndexes } from '#db/queries/search-indexes';

const catalogDb = openCatalogDb(process.env);
try {
  const made = await refreshSearchIndexes(catalogDb);
  console.log(`${made} search indexes made, peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
} finally {
  catalogDb.$client.close();
}
