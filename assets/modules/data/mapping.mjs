/** Named mappings: what was said of a file before, and what is said now kept for the next one. */
import { Choice } from "./controls.mjs";

const { createElement: h, useState } = window.React;

/**
 * @param {{description: object, mapping: ?number, follow: (id: string) => void, keep: (name: string) => Promise<void>, words: object}} props
 */
export function Mapping({ description, mapping, follow, keep, words }) {
    const [name, setName] = useState("");
    const { mappings } = description;
    const tell = () => keep(name.trim()).then(() => setName(""));
    return h(
        "div",
        { className: "data-mapping" },
        mappings.length > 0 &&
            h(Choice, {
                name: "mapping",
                label: words.mapping,
                told: { mapping: mapping === null ? "" : String(mapping) },
                say: (part) => follow(part.mapping),
                choices: [["", words.by_headings], ...mappings.map((each) => [String(each.id), each.name])],
            }),
        h(
            "label",
            { className: "data-control" },
            h("span", null, words.keep_as),
            h("input", { name: "mapping-name", value: name, maxLength: 100, onChange: (event) => setName(event.target.value) }),
        ),
        h("button", { type: "button", disabled: !name.trim(), onClick: tell }, words.keep),
    );
}
