import tailwindcss from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** What every build of the window uses, here and in the Electron build. */
export const rendererPlugins = () => [vue(), tailwindcss()];

/** Feature flags of the libraries: no legacy API, no development tools in what we ship. */
export const rendererDefine = {
  __VUE_I18N_FULL_INSTALL__: 'false',
  __VUE_I18N_LEGACY_API__: 'false',
  __INTLIFY_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
};

export default defineConfig({
  root: import.meta.dirname,
  // Relative addresses: the same files are served as app://… and as http://127.0.0.1/….
  base: './',
  plugins: rendererPlugins(),
  define: rendererDefine,
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    // Nothing inline: the content security policy allows files of our own origin and nothing else.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
});
