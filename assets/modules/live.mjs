/**
 * The one live stream of this page: it opens, watches, reopens, and tells who listens.
 *
 * An `EventSource` that was answered with anything but 200 stays closed, and a proxy can keep a dead one open:
 * so we reopen after 25 s without any event, and shortly after it closed, and never give up.
 */
import { book, changeCounts, replaceCounts } from "./book.mjs";

const SILENCE = 25_000;
const REOPEN_LEAST = 500;
const REOPEN_MOST = 3_000;
const KINDS = ["snapshot", "counts", "issue", "beat", "source", "board"];

/** @type {Set<(kind: string, message: object) => void>} */
const listeners = new Set();
/** @type {?EventSource} */
let stream = null;
let lastSign = 0;
let reopening = 0;
let started = false;

/** When the figures were last confirmed: the server's own time, and this page's monotonic clock at that moment. */
export const confirmed = { at: null, heard: null, store: "here" };

/**
 * @param {(kind: string, message: object) => void} listener told of every event after the book took it in
 * @returns {() => void} ends it
 */
export function listen(listener) {
    listeners.add(listener);
    start();
    return () => listeners.delete(listener);
}

/** @returns {?number} the server's present time in ms, as far as this page can know; null before the first event */
export function serverNow() {
    if (confirmed.told === undefined) return null;
    return confirmed.told + (performance.now() - confirmed.toldHeard);
}

/** @returns {?number} age of the figures in seconds; null before the first */
export function figuresAge() {
    return confirmed.heard === null ? null : (performance.now() - confirmed.heard) / 1000;
}

function start() {
    if (started) return;
    started = true;
    document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
    window.addEventListener("online", open);
    setInterval(watch, 1000);
    if (!document.hidden) open();
}

function open() {
    close();
    lastSign = performance.now();
    stream = new EventSource(book.revision === null ? "/live" : `/live?since=${encodeURIComponent(book.revision)}`);
    for (const kind of KINDS) {
        stream.addEventListener(kind, (event) => take(kind, JSON.parse(event.data)));
    }
}

function close() {
    clearTimeout(reopening);
    reopening = 0;
    stream?.close();
    stream = null;
}

function watch() {
    if (document.hidden || reopening) return;
    if (!stream || performance.now() - lastSign > SILENCE) open();
    else if (stream.readyState === EventSource.CLOSED) {
        reopening = setTimeout(open, REOPEN_LEAST + Math.random() * (REOPEN_MOST - REOPEN_LEAST));
    }
}

/**
 * @param {string} kind
 * @param {object} message
 */
function take(kind, message) {
    lastSign = performance.now();
    if (kind === "snapshot") replaceCounts(message);
    if (kind === "counts") changeCounts(message);
    confirm(kind, message);
    listeners.forEach((listener) => listener(kind, message));
}

/**
 * @param {string} kind
 * @param {{at?: string, store?: string}} message
 */
function confirm(kind, message) {
    if (!["snapshot", "counts", "beat"].includes(kind)) return;
    confirmed.told = Date.parse(message.at);
    confirmed.toldHeard = performance.now();
    if (kind === "beat") confirmed.store = message.store;
    else confirmed.store = "here";
    if (confirmed.store === "away") return;
    confirmed.at = message.at;
    confirmed.heard = performance.now();
}
