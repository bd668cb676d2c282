/** ClassChoice: a button that opens the choice of classes in place; what is chosen is kept in this browser. */
import { ClassEditor } from "./class_editor.mjs";
import { usePicture } from "./hooks.mjs";
import { keepMethods, readMethods } from "./own_classes.mjs";
import { nameQuantity } from "./quantity.mjs";

const { createElement: h, useEffect, useRef, useState } = window.React;

/** @param {{id: string, target: string, words: object}} props as dashboard/live_pieces.py describes them */
export function ClassChoice({ id, target, words }) {
    const [isOpen, setOpen] = useState(false);
    const [methods, setMethods] = useState(readMethods);
    const button = useRef(null);
    const picture = usePicture();
    const show = (next) => window.dash_clientside.set_props(target, { methods: next });
    useEffect(() => {
        show(methods);
    }, []);
    const name = picture && nameQuantity(picture);
    const choose = (chosen) => {
        const next = { ...methods, [name]: { ...methods[name], ...chosen } };
        keepMethods(next);
        setMethods(next);
        show(next);
    };
    const close = () => {
        setOpen(false);
        requestAnimationFrame(() => button.current?.focus());
    };
    if (isOpen && picture?.division) {
        return h(ClassEditor, { key: `${name}/${picture.level}`, picture, chosen: methods[name], choose, close, words });
    }
    const open = { ref: button, type: "button", className: "chip", "aria-expanded": false, onClick: () => setOpen(true) };
    return h("div", { id, className: "class-choice" }, h("button", open, words.classes));
}
