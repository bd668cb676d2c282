/** PanelFault: says in the place of a part of the panel that it could not be fetched, and asks for it again. */
import { isWanted } from "./chosen.mjs";
import { useChosen, useTicks } from "./hooks.mjs";
import { listen } from "./live.mjs";

const { createElement: h, useEffect, useRef } = window.React;

/** An answer that takes longer than this, in ms, is not coming. */
const PATIENCE = 6000;
/** Dash takes so long at most to ask for what was chosen. */
const BEGINS = 900;
/** After these, in ms, it asks again by itself; after the last one again and again. */
const PAUSES = [2000, 4000, 8000, 15_000, 30_000];
/** A sign of life from the server is worth a try, but not more often than this. */
const LEAST_PAUSE = 3000;

/** @param {{id: string, part: string, head: string, target: string, words: object}} props see dashboard/live_pieces.py */
export function PanelFault({ id, part, head, target, words }) {
    useTicks(1);
    const { area, at } = useChosen();
    const tried = useRef({ area: null, tries: 0, asked: 0 });
    const isMissing = area !== null && !shows(part, area) && (part === head || shows(head, area));
    if (!isMissing || tried.current.area !== area.id) tried.current = { area: area?.id ?? null, tries: 0, asked: at };
    const isLate = isMissing && hasFailed(part, at);
    const ask = () => {
        if (!isWanted(area)) return; // the page is about to hear of another choice
        tried.current = { ...tried.current, tries: tried.current.tries + 1, asked: performance.now() };
        const stays = part === head ? area.stays : true;
        window.dash_clientside.set_props(target, { selected: { ...area, stays } });
    };
    useEffect(() => {
        if (isLate && isDue(tried.current)) ask();
    });
    useEffect(() => watchReturn(() => isLate && performance.now() - tried.current.asked > LEAST_PAUSE && ask()), [isLate]);
    if (!isLate && !(isMissing && tried.current.tries)) return null;
    return h(
        "div",
        { id, className: `panel-fault ${part === head ? "is-whole" : ""}`, role: "alert" },
        h("p", null, words.failed),
        h("button", { type: "button", onClick: ask }, words.again),
    );
}

/**
 * @param {string} part id
 * @param {{id: number}} area
 * @returns {boolean} whether the part's content is that area's
 */
function shows(part, area) {
    const element = document.getElementById(part);
    const holder = element?.dataset.area ? element : element?.querySelector("[data-area]");
    return holder?.dataset.area === String(area.id);
}

/**
 * @param {string} part
 * @param {number} at when it was asked for
 * @returns {boolean} whether nothing comes any more
 */
function hasFailed(part, at) {
    const age = performance.now() - at;
    const isUnderWay = document.getElementById(part)?.dataset.dashIsLoading === "true";
    return age > PATIENCE || (age > BEGINS && !isUnderWay);
}

/** @param {{tries: number, asked: number}} tried */
function isDue({ tries, asked }) {
    return performance.now() - asked > PAUSES[Math.min(tries, PAUSES.length - 1)];
}

/**
 * @param {() => void} retry told when the network or the server gives a sign of life
 * @returns {() => void} ends it
 */
function watchReturn(retry) {
    window.addEventListener("online", retry);
    const silence = listen(retry);
    return () => {
        window.removeEventListener("online", retry);
        silence();
    };
}
