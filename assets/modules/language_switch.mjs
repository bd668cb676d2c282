/** LanguageSwitch: the same page, as it is now, in the other language; the browser remembers it. */
import { ask } from "./asking.mjs";

const { createElement: h, useState } = window.React;

const YEAR = 365 * 86_400;

/** @param {{id: string, cookie: string, language: string, words: object}} props as dashboard/header_pieces.py tells */
export function LanguageSwitch({ id, cookie, language, words }) {
    const [isFailed, setFailed] = useState(false);
    const change = async () => {
        setFailed(false);
        // A page that could not be opened anew would be lost: better the old one in the other language.
        await ask("/healthz").then(() => reopen(cookie, language), () => setFailed(true));
    };
    return h(
        "span",
        { id, className: "language-switch" },
        h("button", { type: "button", className: "header-link", lang: language, onClick: change }, words.name),
        isFailed && h("span", { className: "header-fault", role: "alert" }, words.failed),
    );
}

/**
 * @param {string} cookie
 * @param {string} language
 */
function reopen(cookie, language) {
    document.cookie = `${cookie}=${language}; Path=/; Max-Age=${YEAR}; SameSite=Lax`;
    const address = new URL(location.href);
    address.searchParams.delete("lang"); // it would win over what was just chosen
    history.replaceState(history.state, "", address);
    location.reload();
}
