/** Renewal: the screen asks its shell for a new one, at a moment when nobody notices. */
import { ask, askJson } from "../asking.mjs";
import { presentBoard } from "../board.mjs";
import { listen } from "../live.mjs";
import { getAreaInView } from "./area_in_view.mjs";
import { isQuiet } from "./quiet.mjs";

const { useEffect } = window.React;

const LOOK = 1_000;
const LEARN = 20_000;
const MEGABYTE = 2 ** 20;
/** A map that is lost may be there again in a new screen; where it is not, it is tried again after this time. */
const MAP_MISSED = 300_000;
/** After a screen was drawn it stays for this time at least, whatever two servers tell of their builds. */
const STAY = 60_000;

/** @param {{memory: ?number, drawn: string}} props budget in MB; a word for the settings that the screen is drawn with */
export function Renewal({ memory, drawn }) {
    useEffect(() => {
        const { build } = document.documentElement.dataset;
        const screen = { build, drawn, memory, opened: performance.now(), asked: 0 };
        tellShell("there");
        const silence = listen((kind, message) => kind === "build" && (screen.told = message.build));
        const timers = [setInterval(() => look(screen), LOOK), setInterval(() => learnSettings(screen), LEARN)];
        return () => {
            silence();
            timers.forEach(clearInterval);
        };
    }, []);
    return null;
}

/** Asks whether the settings changed; while nobody answers they did not. */
async function learnSettings(screen) {
    const told = await askJson("/wall/settings.json").catch(() => null);
    screen.isChanged = told !== null && told.drawn !== screen.drawn;
}

/** @param {object} screen */
function look(screen) {
    if (!screen.isDrawn) {
        screen.isDrawn = isDrawn();
        if (screen.isDrawn) tellShell("drawn");
        return;
    }
    const now = performance.now();
    if (!findReason(screen, now) || now - Math.max(screen.opened, screen.asked) < STAY) return;
    if (!isQuiet() || (getAreaInView() !== null && !screen.isChanged)) return;
    screen.asked = now;
    tellShell("renew");
}

/** @returns {boolean} whether the map, or the table that stands for it, and the figures beside it are there */
function isDrawn() {
    return document.querySelector(".grid-map.is-drawn, .area-table, .explanation") !== null && presentBoard() !== null;
}

/**
 * @param {object} screen
 * @param {number} now
 * @returns {?string} why a new screen is wanted
 */
function findReason({ build, told, memory, opened, isChanged }, now) {
    if (isChanged) return "settings";
    if (told && told !== build) return "build";
    if (memory && window.performance.memory?.usedJSHeapSize > memory * MEGABYTE) return "memory";
    if (document.querySelector(".area-table") && now - opened > MAP_MISSED) return "map";
    return null;
}

/** @param {"there"|"drawn"|"renew"} word; a screen without a shell renews itself */
function tellShell(word) {
    if (window.parent !== window) window.parent.postMessage(word, location.origin);
    else if (word === "renew") ask("/healthz").then(() => location.reload(), () => null);
}
