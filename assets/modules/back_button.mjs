/** BackButton: to where the reader came from; to `href` when the page was opened by its own address. */
import { canAsk, say } from "./saying.mjs";
import { travel } from "./travel.mjs";

const { createElement: h } = window.React;

/** A page that is not there after so many ms is asked for once more. */
const PATIENCE = 4000;

/** @param {{id: string, href: string, className: string, children: any}} props */
export function BackButton({ id, href, className, children }) {
    return h("button", { id, className, type: "button", onClick: () => (wasOpenedHere() ? travel(href) : goBack()) }, children);
}

/** @returns {boolean} whether the browser loaded this very page: then nothing of ours lies before it */
function wasOpenedHere() {
    const [opened] = performance.getEntriesByType("navigation");
    return new URL(opened.name).pathname === location.pathname;
}

function goBack() {
    if (!canAsk()) return say("not_done");
    const page = document.querySelector(".page");
    const { drawn } = page.dataset;
    setTimeout(() => page.isConnected && page.dataset.drawn === drawn && travel(location.href), PATIENCE);
    return history.back();
}
