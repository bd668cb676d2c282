/** PanelFault: says in the panel when the chosen area could not be fetched, and asks again. */
import { chooseArea } from "./choices.mjs";
import { useTicks } from "./hooks.mjs";

const { createElement: h, useEffect, useRef } = window.React;

/** An answer that takes longer than this is not coming. */
const PATIENCE = 6000;

/** @param {{id: string, selected: ?object, panel: string, target: string, words: object}} props */
export function PanelFault({ id, selected, panel, target, words }) {
    const asked = useRef(0);
    useEffect(() => {
        asked.current = performance.now();
    }, [selected]);
    useTicks(1);
    if (!selected || performance.now() - asked.current < PATIENCE || shows(panel, selected.id)) return null;
    return h(
        "div",
        { id, className: "panel-fault", role: "alert" },
        h("p", null, words.failed),
        h("button", { onClick: () => chooseArea(target, { ...selected }) }, words.again),
    );
}

/**
 * @param {string} panel id
 * @param {number} area id
 * @returns {boolean} whether the panel's content is that area's
 */
function shows(panel, area) {
    return document.querySelector(`#${panel} [data-area]`)?.dataset.area === String(area);
}
