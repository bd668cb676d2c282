/** SearchBox: a combobox over areas, addresses and issues; on a narrow screen a button that opens it. */
import { pressKey } from "./search_keys.mjs";
import { drawGroups, optionId } from "./search_options.mjs";
import { useSearchState } from "./search_state.mjs";

const { createElement: h, useEffect } = window.React;

/** @param {{id: string, target: string, words: object}} props as dashboard/header_pieces.py describes them */
export function SearchBox({ id, target, words }) {
    const box = useSearchState(target, words);
    const list = `${id}-list`;
    useEffect(() => {
        if (box.isWide) box.input.current.focus();
    }, [box.isWide]);
    useEffect(() => {
        document.getElementById(optionId(list, box.active))?.scrollIntoView({ block: "nearest" });
    }, [box.active]);
    const blur = ({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || box.leave();
    const widen = { ref: box.opener, className: "search-open", "aria-label": words.search, onClick: () => box.setWide(true) };
    return h(
        "div",
        { className: `search${box.isWide ? " is-wide" : ""}`, role: "search", onBlur: blur },
        h("button", { type: "button", ...widen }, drawGlass()),
        drawField(id, list, box, words),
        drawFound(list, box, words),
    );
}

function drawField(id, list, box, words) {
    const clear = { className: "search-clear", "aria-label": words.clear, onClick: box.clear };
    return h(
        "div",
        { className: "search-field" },
        drawGlass(),
        h("input", {
            ...describeCombobox(list, box),
            id,
            ref: box.input,
            type: "text",
            "aria-label": words.label,
            autoComplete: "off",
            autoCapitalize: "off",
            spellCheck: false,
            enterKeyHint: "search",
            maxLength: 64,
            placeholder: words.label,
            value: box.typed,
            onChange: (event) => box.write(event.target.value, event.nativeEvent.isComposing),
            onCompositionEnd: (event) => box.write(event.target.value, false),
            onFocus: box.open,
            onKeyDown: (event) => pressKey(event, listKeys(box)),
        }),
        (box.typed || box.isWide) && h("button", { type: "button", ...clear }, "×"),
    );
}

function describeCombobox(list, { isOpen, active }) {
    return {
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-expanded": isOpen,
        "aria-controls": list,
        "aria-activedescendant": isOpen && active >= 0 ? optionId(list, active) : undefined,
    };
}

/** Enter takes the first option when none is active; not one of a former text, which nobody meant. */
function listKeys({ options, active, isOpen, isPresent, setActive, open, close, choose }) {
    const take = () => (active >= 0 || isPresent) && choose(options[Math.max(active, 0)]);
    return { count: options.length, active, isOpen, move: setActive, open, choose: take, close };
}

function drawFound(list, { isOpen, isFailed, status, again, groups, options, active, choose }, words) {
    const retry = { type: "button", className: "search-again", onClick: again };
    return h(
        "div",
        { className: "search-found", hidden: !isOpen, onPointerDown: (event) => event.preventDefault() },
        h("p", { role: "status", className: "search-status" }, isOpen ? status : ""),
        isFailed && h("button", retry, words.again),
        h(
            "div",
            { id: list, role: "listbox", "aria-label": words.label, hidden: !options.length },
            drawGroups(list, groups, active, choose),
        ),
    );
}

function drawGlass() {
    return h(
        "svg",
        { className: "search-glass", viewBox: "0 0 24 24", "aria-hidden": true },
        h("circle", { cx: 10.5, cy: 10.5, r: 6.5 }),
        h("path", { d: "m15.5 15.5 5 5" }),
    );
}
