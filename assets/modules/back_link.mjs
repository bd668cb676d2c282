/** BackLink: to where the reader came from; to `href` when the page was opened by its own address. */
import { opensElsewhere, travel } from "./travel.mjs";

const { createElement: h } = window.React;

/** @param {{id: string, href: string, className: string, children: any}} props */
export function BackLink({ id, href, className, children }) {
    const go = (event) => {
        if (opensElsewhere(event)) return;
        event.preventDefault();
        if (wasOpenedHere()) travel(href);
        else history.back();
    };
    return h("a", { id, href, className, onClick: go }, children);
}

/** @returns {boolean} whether the browser loaded this very page: then nothing of ours lies before it */
function wasOpenedHere() {
    const [opened] = performance.getEntriesByType("navigation");
    return new URL(opened.name).pathname === location.pathname;
}
