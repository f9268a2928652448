import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import node from '@astrojs/node';
import react from '@astrojs/react';
import { defineConfig } from 'astro/config';
import { getGlossary } from './db/read-glossary.ts';
import { frameTables } from './src/markdown/frame-tables.ts';
import { linkGlossary } from './src/markdown/link-glossary.ts';

/** A full sheet in the widest script fits; a person cannot type more. */
const LARGEST_WRITE_IN_BYTES = 512 * 1024;
/**
 * What the administrator uploads: src/operations/install/upload.ts has a limit a little below, so that its sentence is
 * the one people read. For everything else src/middleware.ts refuses more than LARGEST_WRITE_IN_BYTES.
 */
const LARGEST_UPLOAD_IN_BYTES = 257 * 2 ** 20;

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'standalone', bodySizeLimit: LARGEST_UPLOAD_IN_BYTES, experimentalDisableStreaming: true }),
  integrations: [react(), mdx()],
  markdown: { processor: satteri({ hastPlugins: [linkGlossary(() => getGlossary('.')), frameTables()] }) },
  server: { host: 'localhost', port: 4321 },
  // Without sessions no session files are written: the guest's cookie and the database hold all there is.
  session: false,
  devToolbar: { enabled: false },
  security: {
    // src/edge/refuse-write.ts asks every write where it comes from. Astro would compare with http behind a proxy that ends
    // TLS, and refuse every form there.
    checkOrigin: false,
    actionBodySizeLimit: LARGEST_WRITE_IN_BYTES,
    // Who may frame a page is said by src/edge/response-headers.ts: the <meta> of a page made with the build cannot say it.
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ],
      styleDirective: { resources: ["'self'"] },
    },
  },
});
