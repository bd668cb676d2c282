/** The form's controls: each the browser's own, large enough for a thumb. */
const { createElement: h, useEffect, useState } = window.React;

/**
 * @typedef {{name: string, label: string, told: object, say: (part: object) => void}} Control
 */

/** @param {Control & {choices: [string, string][]}} props */
export function Choice({ name, label, told, say, choices }) {
    const value = told[name] ?? "";
    const known = choices.some(([choice]) => choice === value) ? choices : [[value, value || "—"], ...choices];
    return h(
        "label",
        { className: "data-control" },
        h("span", null, label),
        h(
            "select",
            { name, value, onChange: (event) => say({ [name]: event.target.value }) },
            known.map(([choice, text]) => h("option", { key: choice, value: choice }, text)),
        ),
    );
}

/** A line of text, told when it is left. @param {Control} props */
export function Line({ name, label, told, say }) {
    const [text, setText] = useState(told[name] ?? "");
    useEffect(() => setText(told[name] ?? ""), [told[name]]);
    const tell = () => text.trim() !== (told[name] ?? "") && say({ [name]: text.trim() });
    const press = (event) => event.key === "Enter" && tell();
    return h(
        "label",
        { className: "data-control" },
        h("span", null, label),
        h("input", { name, value: text, maxLength: 120, onChange: (event) => setText(event.target.value), onBlur: tell, onKeyDown: press }),
    );
}

/** @param {Control} props */
export function Check({ name, label, told, say }) {
    return h(
        "label",
        { className: "data-check" },
        h("input", { type: "checkbox", name, checked: Boolean(told[name]), onChange: (event) => say({ [name]: event.target.checked || null }) }),
        h("span", null, label),
    );
}
