/** The store holds the demo: nothing can be loaded before it goes, which is asked for twice. */
const { createElement: h, useState } = window.React;

/** @param {{requests: object, words: object}} props */
export function DemoNotice({ requests, words }) {
    const [state, setState] = useState("asked"); // asked, sure, removing, or what went wrong
    const remove = async () => {
        setState("removing");
        try {
            await requests.removeDemo();
            location.reload();
        } catch (fault) {
            setState(fault.message);
        }
    };
    const isFault = !["asked", "sure", "removing"].includes(state);
    return h(
        "div",
        { className: "data-demo" },
        h("p", { role: isFault ? "alert" : undefined }, isFault ? state : words.is_demo),
        state === "asked" && h("button", { type: "button", onClick: () => setState("sure") }, words.remove_demo),
        state === "sure" && h("button", { type: "button", className: "is-main", onClick: remove }, words.really_remove),
        state === "removing" && h("p", { role: "status" }, words.removing),
    );
}
