/**
 * A shared worker: one stream for all pages that this browser shows, because a browser opens six at most to a server.
 *
 * A page says `watch` when it becomes visible and every ten seconds after, `leave` when it is hidden. It is sent what the
 * worker knows, then every event. The stream is open while somebody watches.
 */
import { book, changeCounts, replaceCounts, writeSnapshot } from "./book.mjs";
import { makeStream, WALL } from "./stream.mjs";

const GONE = 60_000;
const TELL_TIME = ["snapshot", "counts", "beat"];
const KEPT = ["build", "parts", "source", "board"];

/** @type {Map<MessagePort, number>} the pages that watch, and when each last said so */
const pages = new Map();
/** The last event that told the time or brought counts, and when it was heard. */
const last = { at: null, heard: 0 };
/** The last events that a page which joins later must hear. */
const kept = new Map();
const stream = makeStream(() => book.revision, take, self.name.endsWith(WALL));

self.onconnect = ({ ports: [port] }) => {
    port.onmessage = ({ data }) => (data === "watch" ? watch(port) : leave(port));
};

/** @param {MessagePort} port */
function watch(port) {
    const isNew = !pages.has(port);
    if (pages.size === 0) stream.open();
    pages.set(port, performance.now());
    port.postMessage({ kind: "sign" });
    if (isNew && book.revision !== null) {
        port.postMessage({ kind: "snapshot", message: writeSnapshot(last.at), age: performance.now() - last.heard });
        kept.forEach((message, kind) => port.postMessage({ kind, message, age: 0 }));
    }
}

/** @param {MessagePort} port */
function leave(port) {
    pages.delete(port);
    if (pages.size === 0) stream.close();
}

/**
 * @param {string} kind
 * @param {object} message
 */
function take(kind, message) {
    if (kind === "snapshot") replaceCounts(message);
    if (kind === "counts") changeCounts(message);
    if (KEPT.includes(kind)) kept.set(kind, message);
    if (book.revision !== null && message.store !== "away" && TELL_TIME.includes(kind)) {
        Object.assign(last, { at: message.at, heard: performance.now() });
    }
    for (const port of pages.keys()) port.postMessage({ kind, message, age: 0 });
}

setInterval(() => {
    for (const [port, sign] of pages) {
        if (performance.now() - sign > GONE) leave(port);
    }
}, 5000);
