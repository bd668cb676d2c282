/** The live events of this page, and how old its figures are. */
import { compareBoard, showBoard } from "./board.mjs";
import { book, changeCounts, replaceCounts } from "./book.mjs";
import { known } from "./sources.mjs";
import { makeStream, WALL } from "./stream.mjs";

const IS_WALL = location.pathname.startsWith("/wall");
const SIGN_EVERY = 10_000;
const SIGN_MISSED = 60_000;

/** @type {Set<(kind: string, message: object) => void>} */
const listeners = new Set();
/** @type {?{open: () => void, close: () => void}} */
let source = null;

/**
 * When the figures were last confirmed: the server's own time, and this page's monotonic clock at that moment.
 * `told` is the server's time in ms at the moment `toldHeard`.
 */
export const confirmed = { at: null, heard: null, store: "here", told: null, toldHeard: 0 };

/**
 * @param {(kind: string, message: object) => void} listener told of every event after the book took it in
 * @returns {() => void} ends it
 */
export function listen(listener) {
    listeners.add(listener);
    openStream();
    return () => listeners.delete(listener);
}

/** Begins to hear, if nobody does yet. */
export function openStream() {
    if (source === null) start();
}

/**
 * @param {number} patience ms
 * @returns {Promise<void>} when the first counts are here, or late
 */
export function awaitCounts(patience) {
    return new Promise((resolve) => {
        const silence = listen(() => book.revision !== null && end());
        const lateness = setTimeout(end, patience);
        function end() {
            silence();
            clearTimeout(lateness);
            resolve();
        }
        if (book.revision !== null) end();
    });
}

/** @returns {?number} the server's present time in ms, as far as this page can know; null before the first event */
export function serverNow() {
    return confirmed.told === null ? null : confirmed.told + (performance.now() - confirmed.toldHeard);
}

/** @returns {?number} age of the figures in seconds; null before the first */
export function figuresAge() {
    return confirmed.heard === null ? null : (performance.now() - confirmed.heard) / 1000;
}

/** A hidden page hears nothing; it catches up when it is seen again. */
function start() {
    source = window.SharedWorker ? shareStream() : makeStream(() => book.revision, take, IS_WALL);
    const follow = () => (document.hidden ? source.close() : source.open());
    document.addEventListener("visibilitychange", follow);
    window.addEventListener("pageshow", follow);
    window.addEventListener("pagehide", () => source.close());
    window.addEventListener("online", follow);
    follow();
}

/**
 * The stream that all pages of this browser share. A worker that answers nothing any more is replaced.
 * @returns {{open: () => void, close: () => void}}
 */
function shareStream() {
    let port = connect();
    let isOpen = false;
    let lastSign = 0;

    function connect() {
        // Pages of another build have a worker of their own, and so have walls.
        const name = `${document.documentElement.dataset.build}${IS_WALL ? WALL : ""}`;
        const worker = new SharedWorker(new URL("shared_stream.mjs", import.meta.url), { type: "module", name });
        worker.port.onmessage = ({ data: { kind, message, age } }) => {
            lastSign = performance.now();
            if (kind !== "sign" && isOpen) take(kind, message, age);
        };
        return worker.port;
    }

    function watch() {
        if (!isOpen) return;
        if (performance.now() - lastSign > SIGN_MISSED) {
            lastSign = performance.now();
            port = connect();
        }
        port.postMessage("watch");
    }

    function open() {
        if (!isOpen) lastSign = performance.now();
        isOpen = true;
        watch();
    }

    function close() {
        isOpen = false;
        port.postMessage("leave");
    }

    setInterval(watch, SIGN_EVERY);
    return { open, close };
}

/**
 * @param {string} kind
 * @param {object} message
 * @param {number} [age] how long ago it was heard, in ms
 */
function take(kind, message, age = 0) {
    if (kind === "snapshot") replaceCounts(message);
    if (kind === "counts") changeCounts(message);
    if (kind === "parts" || kind === "source") Object.assign(known, message);
    if (kind === "board") showBoard(message);
    if (["snapshot", "counts", "board"].includes(kind)) compareBoard(book.total);
    if (["snapshot", "counts", "beat"].includes(kind)) confirm(kind, message, performance.now() - age);
    listeners.forEach((listener) => listener(kind, message));
}

/**
 * @param {string} kind
 * @param {{at: string, store?: string}} message
 * @param {number} heard
 */
function confirm(kind, message, heard) {
    Object.assign(confirmed, { told: Date.parse(message.at), toldHeard: heard });
    confirmed.store = kind === "beat" ? message.store : "here";
    if (confirmed.store === "here") Object.assign(confirmed, { at: message.at, heard });
}
