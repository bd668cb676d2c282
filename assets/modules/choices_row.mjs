/** Choices: a row of buttons of which one is pressed, or any number; radio buttons and checkboxes underneath. */

const { createElement: h } = window.React;

/** @param {object} props as dashboard/live_pieces.py describes them */
export function Choices({ id, options, value, isMany, setProps }) {
    const type = isMany ? "checkbox" : "radio";
    const has = (name) => (isMany ? value.includes(name) : value === name);
    const press = (name) => setProps({ value: isMany ? toggle(options, value, name) : name });
    const draw = ({ value: name, label, disabled }) =>
        h(
            "label",
            { key: name },
            h("input", { type, name: id, checked: has(name), disabled, onChange: () => press(name) }),
            label,
        );
    return h("div", { id, className: "choices" }, options.map(draw));
}

/** @returns {string[]} with it when it was not among them, else without; in the order of the options */
function toggle(options, value, name) {
    return options.map((option) => option.value).filter((each) => value.includes(each) !== (each === name));
}
