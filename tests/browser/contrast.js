// Every visible text's contrast with what lies under it, WCAG 2.2; what is see-through is laid over the page's ground.
() => {
    const channels = (color) => {
        const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number);
        return color.startsWith("color(") ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
    };
    const over = ([r, g, b, a], below) => [r, g, b].map((part, index) => part * a + below[index] * (1 - a));
    const groundOf = (node) => {
        const layers = [];
        for (let each = node; each; each = each.parentElement) layers.push(channels(getComputedStyle(each).backgroundColor));
        return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
    };
    const luminance = (color) => {
        const [r, g, b] = color.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one, other) => {
        const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05);
    };
    const measure = (node) => {
        const ground = groundOf(node);
        const style = getComputedStyle(node);
        const ink = node.closest("svg") ? style.fill : style.color;
        return contrast(over(channels(ink), ground), ground);
    };
    const hasText = (node) => [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
    return [...document.querySelectorAll(".page *")]
        .filter((node) => hasText(node) && node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && node.getClientRects().length)
        .map((node) => [measure(node), `${node.className.baseVal ?? node.className} ${node.textContent.trim().slice(0, 30)}`])
        .filter(([ratio]) => ratio < 4.5)
        .map(([ratio, name]) => `${ratio.toFixed(2)} ${name}`);
}
