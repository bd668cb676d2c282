/** The choice of classes: a method for the quantity, own edges for the level that the map is filled with. */
import { fillIn } from "./numbers.mjs";
import { nameFilled } from "./legend.mjs";
import { readEnds } from "./own_classes.mjs";

const { createElement: h, useEffect, useId, useRef, useState } = window.React;

const METHODS = ["automatic", "quantile", "equal", "own"];
const EXAMPLES = { count: "1, 3, 5, 8", rate: "0.5, 1.5, 3" };

/** @param {object} props `chosen` so far, `choose` keeps another choice */
export function ClassEditor({ picture, chosen, choose, close, words }) {
    const [method, setMethod] = useState(chosen?.method ?? "automatic");
    const box = useRef(null);
    useEffect(() => box.current.querySelector("input:checked").focus(), []);
    const take = (next) => {
        setMethod(next);
        if (next !== "own" || chosen?.own?.[picture.level]) choose({ method: next });
    };
    const leave = (event) => event.key === "Escape" && close();
    const own = { ends: chosen?.own?.[picture.level] ?? readShown(picture.division), per: picture.per, words };
    const apply = (ends) => choose({ method: "own", own: { ...chosen?.own, [picture.level]: ends } });
    return h(
        "div",
        { ref: box, className: "class-editor", role: "group", "aria-label": words.classes, onKeyDown: leave },
        h("p", null, h("strong", null, words.classes), " · ", nameFilled(picture, words)),
        h("button", { type: "button", className: "close", "aria-label": words.close, onClick: close }, "×"),
        h(Choice, { label: words.classes, options: METHODS, value: method, change: take, words }),
        method === "own" && h(OwnEdges, { ...own, apply }),
    );
}

/** The edges that are shown, to begin with. */
function readShown({ edges, isUpper, most }) {
    return { edges: edges.filter((edge) => edge > 0), isUpper, most };
}

/** @param {object} props some options of which one is chosen, each as large as a finger */
function Choice({ label, options, value, change, words }) {
    const name = useId();
    const option = (each) => {
        const input = { type: "radio", name, value: each, checked: each === value, onChange: () => change(each) };
        return h("label", { key: each }, h("input", input), words[each]);
    };
    return h("div", { className: "choices", role: "radiogroup", "aria-label": label }, options.map(option));
}

/** @param {object} props what is typed changes nothing before it is applied, and only when it fits */
function OwnEdges({ ends, per, apply, words }) {
    const { edges, most, isUpper } = ends;
    const [typed, setTyped] = useState({ edges: edges.join(", "), most: String(most ?? ""), isUpper: Boolean(isUpper) });
    const [fault, setFault] = useState(null);
    const put = (part) => setTyped({ ...typed, ...part });
    const submit = (event) => {
        event.preventDefault();
        const read = readEnds(typed, per);
        setFault(read.fault ? fillIn(words[read.fault], read) : null);
        if (read.ends) apply(read.ends);
    };
    const hint = fillIn(words.edges_hint, { example: per ? EXAMPLES.rate : EXAMPLES.count });
    const field = (name, more) => {
        const change = (event) => put({ [name]: event.target.value });
        const input = { type: "text", autoComplete: "off", value: typed[name], onChange: change, ...more };
        return h("label", { className: `field is-${name}` }, words[name], h("input", input));
    };
    return h(
        "form",
        { className: "own-edges", onSubmit: submit, noValidate: true },
        field("edges", { placeholder: hint, "aria-invalid": fault !== null }),
        field("most", { inputMode: "decimal" }),
        h(Choice, {
            label: words.ends,
            options: ["lower", "upper"],
            value: typed.isUpper ? "upper" : "lower",
            change: (end) => put({ isUpper: end === "upper" }),
            words,
        }),
        h("button", { type: "submit", className: "chip is-main" }, words.apply),
        h("p", { className: "fault", role: "alert" }, fault),
    );
}
