/** BackButton: to where the reader came from; to `href` when the page was opened by its own address. */
import { travelBack } from "./travel.mjs";

/** @param {{id: string, href: string, className: string, children: any}} props */
export function BackButton({ id, href, className, children }) {
    return window.React.createElement("button", { id, className, type: "button", onClick: () => travelBack(href) }, children);
}
