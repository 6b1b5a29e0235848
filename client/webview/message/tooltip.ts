/** What stands in the template for a value, beside the pointer. */
import { element } from "./dom";

export function showTooltip(source: string, x: number, y: number): void {
  const tooltip = element("tooltip");
  tooltip.textContent = source;
  tooltip.hidden = false;
  const { offsetWidth: width, offsetHeight: height } = tooltip;
  tooltip.style.left = `${Math.max(4, Math.min(x + 12, document.documentElement.clientWidth - width - 4))}px`;
  tooltip.style.top = `${y + 18 + height > document.documentElement.clientHeight ? y - height - 8 : y + 18}px`;
}

export function hideTooltip(): void {
  element("tooltip").hidden = true;
}
