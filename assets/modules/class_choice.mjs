/** ClassChoice: a button that opens the choice of classes in place; what is chosen is kept in this browser. */
import { ClassEditor } from "./class_editor.mjs";
import { usePicture, useWatch } from "./hooks.mjs";
import { chooseMethod, presentMethods, watchMethods } from "./own_classes.mjs";
import { nameQuantity } from "./quantity.mjs";

const { createElement: h, useRef, useState } = window.React;

/** @param {{id: string, words: object}} props as dashboard/live_pieces.py describes them */
export function ClassChoice({ id, words }) {
    const [isOpen, setOpen] = useState(false);
    const button = useRef(null);
    const picture = usePicture();
    useWatch(watchMethods);
    const close = () => {
        setOpen(false);
        requestAnimationFrame(() => button.current?.focus());
    };
    if (isOpen && picture?.division) {
        const name = nameQuantity(picture);
        const choose = (chosen) => chooseMethod(name, chosen);
        const editor = { picture, chosen: presentMethods()[name], choose, close, words };
        return h(ClassEditor, { key: `${name}/${picture.level}`, ...editor });
    }
    const open = { ref: button, type: "button", className: "chip", "aria-expanded": false, onClick: () => setOpen(true) };
    return h("div", { id, className: "class-choice" }, h("button", open, words.classes));
}
