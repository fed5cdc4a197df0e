/** What `web/build.ts` makes of `web/entry-server.tsx`, so that types can be checked before anything is built. */
declare module "*/.build/server/entry-server.js" {
  export const render: typeof import("../../web/entry-server.tsx").render;
}
