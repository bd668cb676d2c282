/** Where a file is chosen or dropped, and how much of it was sent. */
import { fillIn } from "../numbers.mjs";

const { createElement: h, useState } = window.React;

const MEGABYTE = 2 ** 20;

/**
 * @param {{send: (file: File) => void, stop: () => void, sending: ?{name: string, share: number}, isReading: boolean,
 *     fault: ?string, most: number, words: object}} props
 */
export function Chooser({ send, stop, sending, isReading, fault, most, words }) {
    const [refusal, setRefusal] = useState(null);
    const size = Math.round(most / MEGABYTE);
    const take = (file) => {
        if (!file) return;
        const isLarge = file.size > most;
        setRefusal(isLarge ? fillIn(words.too_large, { size }) : null);
        if (!isLarge) send(file);
    };
    if (sending) return h(Sending, { ...sending, stop, words });
    if (isReading) return h("p", { className: "data-reading", role: "status" }, words.reading);
    return h(
        Drop,
        { take },
        (refusal ?? fault) && h("p", { className: "data-fault", role: "alert" }, refusal ?? fault),
        h(
            "label",
            { className: "data-choose" },
            h("input", { type: "file", onChange: (event) => take(event.target.files[0]) }),
            h("span", null, words.choose),
        ),
        h("p", { className: "quiet" }, words.drop),
        h("p", { className: "quiet" }, words.kinds),
        h("p", { className: "quiet" }, fillIn(words.most, { size })),
    );
}

/** @param {{take: (file: File) => void, children: any}} props */
function Drop({ take, children }) {
    const [isOver, setOver] = useState(false);
    const hold = (isOn) => (event) => {
        event.preventDefault();
        setOver(isOn);
    };
    const drop = (event) => {
        hold(false)(event);
        take(event.dataTransfer.files[0]);
    };
    return h(
        "div",
        { className: `data-drop ${isOver ? "is-over" : ""}`, onDragOver: hold(true), onDragLeave: hold(false), onDrop: drop },
        children,
    );
}

/** @param {{name: string, share: number, stop: () => void, words: object}} props */
function Sending({ name, share, stop, words }) {
    return h(
        "div",
        { className: "data-sending" },
        h("p", { role: "status" }, fillIn(words.sending, { name, share: Math.floor(share * 100) })),
        h("progress", { max: 1, value: share, "aria-hidden": true }),
        h("button", { type: "button", onClick: stop }, words.stop),
    );
}
