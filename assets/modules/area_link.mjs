/** AreaLink: a link that chooses an area on this page's map; without an area it closes the panel. */
import { chooseArea } from "./choices.mjs";

const { createElement: h } = window.React;

/** @param {{id: string, area: ?object, target: string, className: string, label: string, children: any}} props */
export function AreaLink({ id, area, target, className, label, children }) {
    const choose = (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        chooseArea(target, area ?? null);
    };
    const shared = { id, className, "aria-label": label, onClick: choose };
    if (!area) return h("button", { ...shared, type: "button" }, children);
    return h("a", { ...shared, href: `?area=${encodeURIComponent(area.code)}` }, children);
}
