import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// react-native-web ships browser variants as *.web.js: both the build and the dev optimizer must look for them first.
const extensions = ['.web.tsx', '.web.ts', '.web.jsx', '.web.js', '.mjs', '.js', '.mts', '.ts', '.jsx', '.tsx', '.json']

// During development core runs beside Vite; everything that is not Studio's own goes to it.
const core = `http://localhost:${process.env.PORT ?? '3000'}`
const corePaths = ['/v1', '/rest', '/auth', '/storage', '/hooks', '/widget.js', '/docs', '/openapi.json', '/health']

export default defineConfig(({ mode }) => ({
  root: here('.'),
  plugins: [react()],
  define: { __DEV__: JSON.stringify(mode !== 'production'), global: 'globalThis' },
  resolve: {
    extensions,
    dedupe: ['react', 'react-dom', 'react-native-web', '@gluestack-style/react'],
    // Gluestack is written for React Native; these three say what its imports mean in a browser (see shims/).
    alias: [
      { find: /^react-native$/, replacement: here('./shims/react-native.tsx') },
      { find: /^react-native-svg$/, replacement: here('./shims/react-native-svg.tsx') },
      { find: /^@expo\/html-elements$/, replacement: here('./shims/html-elements.tsx') },
    ],
  },
  // Gluestack publishes untranspiled .jsx: without `extensions` the optimizer skips it and its CommonJS imports break.
  optimizeDeps: {
    extensions: ['.jsx', '.tsx'],
    rolldownOptions: { resolve: { extensions } },
    include: ['@gluestack-ui/themed', '@gluestack-style/react', 'react-native-web'],
  },
  worker: { format: 'es' as const },
  build: { target: 'es2022', outDir: here('./dist'), emptyOutDir: true, chunkSizeWarningLimit: 4000 },
  server: {
    port: 5173,
    proxy: {
      ...Object.fromEntries(corePaths.map((path) => [path, core])),
      '/realtime': { target: core, ws: true },
    },
  },
}))
