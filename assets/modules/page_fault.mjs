/** PageFault: says on a page that another one, or this one anew, could not be fetched; and asks again. */
import { useTicks } from "./hooks.mjs";

const { createElement: h, useEffect, useRef } = window.React;

/** An answer that takes longer than this is not coming. */
const PATIENCE = 6000;
const PAGES = "_pages_location";

/** When the page was asked for anew, null when it was not. */
let asked = null;

/** The page again, as its address says. */
export function askPage() {
    asked = performance.now();
    const { pathname, search } = location;
    window.dash_clientside.set_props(PAGES, { pathname, search });
}

/** @param {{id: string, path: string, drawn: string, words: object}} props as dashboard/live_pieces.py describes them */
export function PageFault({ id, path, drawn, words }) {
    const left = useRef(null);
    useTicks(1);
    useEffect(() => {
        asked = null;
        window.addEventListener("online", retry);
        return () => window.removeEventListener("online", retry);
    }, [drawn]);
    if (location.pathname === path) left.current = null;
    else left.current ??= performance.now();
    const since = asked ?? left.current;
    if (since === null || performance.now() - since < (navigator.onLine ? PATIENCE : 0)) return null;
    return h(
        "div",
        { id, className: "notice page-fault", role: "alert" },
        h("span", null, words.failed),
        h("button", { type: "button", onClick: askPage }, words.again),
    );

    function retry() {
        if (asked !== null || location.pathname !== path) askPage();
    }
}
