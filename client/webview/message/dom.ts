/** Elements made of text only: whatever a file holds stays text. */

export function element<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no ${id}`);
  return found as T;
}

export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export function button(text: string, press: () => void, properties: Partial<HTMLButtonElement> = {}): HTMLButtonElement {
  const made = make("button", { type: "button", textContent: text, ...properties });
  made.addEventListener("click", press);
  return made;
}

/** Buttons of which one is pressed. */
export function choiceGroup<T extends string>(
  group: HTMLElement,
  options: readonly (readonly [value: T, label: string])[],
  first: T,
  choose: (value: T) => void,
): void {
  const buttons = options.map(([value, label]) => {
    const made = button(label, () => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === made));
      choose(value);
    });
    made.setAttribute("aria-pressed", String(value === first));
    return made;
  });
  group.replaceChildren(...buttons);
}
