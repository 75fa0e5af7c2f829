// Keeps the page that was loaded last, so that it opens without a network. What stands behind the # of an
// address is never part of a request, and this worker asks for nothing but the page itself.
"use strict";
const KEPT = "digitma2-page";
const PAGE = "./";

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(KEPT)
      .then((cache) => cache.add(new Request(PAGE, { cache: "reload" })))
      .then(() => self.skipWaiting())
  );
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function page(request) {
  const cache = await caches.open(KEPT);
  try {
    const fresh = await fetch(request);
    if (!fresh.ok || fresh.redirected) return fresh.ok ? fresh : (await cache.match(PAGE)) || fresh;
    await cache.put(PAGE, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await cache.match(PAGE);
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
});
