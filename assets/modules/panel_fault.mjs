/** PanelFault: says in the place of a part of the panel that it could not be fetched, and asks for it again. */
import { appear } from "./appearing.mjs";
import { useChosen } from "./hooks.mjs";
import { makeOrder } from "./order.mjs";

const { createElement: h, useEffect, useRef, useState } = window.React;

/** An answer that takes longer than this, in ms, is not coming. */
const PATIENCE = 12_000;
/** Dash takes so long at most to ask for what was chosen. */
const BEGINS = 900;

/** @param {{id: string, part: string, isWhole: ?boolean, words: object, setProps: Function}} props see dashboard/live_pieces.py */
export function PanelFault({ id, part, isWhole, words, setProps }) {
    const chosen = useChosen();
    const [hasFailed, setFailed] = useState(false);
    const order = useRef(null);
    useEffect(() => {
        setFailed(false);
        if (!chosen.area) return undefined;
        order.current = orderPart(part, chosen.area, setProps, setFailed);
        order.current.now();
        return order.current.end;
    }, [chosen]);
    useEffect(() => {
        if (!hasFailed || !chosen.area) return undefined;
        const late = new AbortController();
        appear(() => shows(part, chosen.area), late.signal, () => false).then(() => order.current.now());
        return () => late.abort();
    }, [hasFailed, chosen]);
    if (!hasFailed) return null;
    return h(
        "div",
        { id, className: `panel-fault ${isWhole ? "is-whole" : ""}`, role: "alert" },
        h("p", null, words.failed),
        h("button", { type: "button", onClick: () => order.current.now() }, words.again),
    );
}

/**
 * Waits for what the page itself asked for; what does not come is asked for again.
 * @param {string} part id
 * @param {{id: number}} area
 * @param {(outputs: {again: number}) => void} setProps
 * @param {(hasFailed: boolean) => void} setFailed
 */
function orderPart(part, area, setProps, setFailed) {
    let tries = 0;
    const ask = (signal) => {
        if (tries++ > 0 && !shows(part, area)) setProps({ again: performance.now() });
        return appear(() => shows(part, area), signal, (age) => isLost(part, age));
    };
    return makeOrder(ask, () => setFailed(false), () => setFailed(true));
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
 * @param {number} age ms since it was asked for
 * @returns {boolean} whether nothing comes any more
 */
function isLost(part, age) {
    const isUnderWay = document.getElementById(part)?.dataset.dashIsLoading === "true";
    return age > PATIENCE || (age > BEGINS && !isUnderWay);
}
