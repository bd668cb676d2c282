/** Which column of the file holds what, each with some of its values. */
import { fillIn } from "../numbers.mjs";

const { createElement: h } = window.React;

/**
 * @param {{description: object, told: object, say: (part: object) => void, kind: object, words: object}} props
 */
export function Columns({ description, told, say, kind, words }) {
    return h(
        "fieldset",
        { className: "data-columns" },
        h("legend", null, words.columns),
        kind.columns.map((column) => h(Column, { key: column.name, column, fields: description.fields, told, say, words })),
    );
}

/** @param {{column: {name: string, label: string, isNeeded: boolean}, fields: object[], told: object, say: Function, words: object}} props */
export function Column({ column, fields, told, say, words }) {
    const { name, label } = column;
    const chosen = fields.find((field) => field.name === told[name]);
    const values = chosen?.samples.slice(0, 3).join(words.comma);
    return h(
        "label",
        { className: "data-control data-column" },
        h("span", null, label),
        h(
            "select",
            { name, value: told[name] ?? "", onChange: (event) => say({ [name]: event.target.value }) },
            h("option", { value: "" }, words.none),
            fields.map((field) => h("option", { key: field.name, value: field.name }, field.name)),
        ),
        values && h("small", { className: "quiet" }, fillIn(words.sample, { values })),
    );
}
