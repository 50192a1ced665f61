/** The element of index.html with this id. That it is there, and of this class, is part of the program. */
export function byId<T extends HTMLElement>(id: string, kind: abstract new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new TypeError(`index.html has no ${kind.name} #${id}`);
}

/** Calls back with the value of a group of radio buttons, now and whenever it changes. */
export function onChoice(name: string, chosen: (value: string) => void): void {
  for (const choice of choices(name)) {
    if (choice.checked) chosen(choice.value);
    choice.addEventListener('change', () => chosen(choice.value));
  }
}

/** Chooses for the person, as if pressed; gives the radio button, to put the focus there. */
export function choose(name: string, value: string): HTMLInputElement | undefined {
  const choice = choices(name).find((one) => one.value === value);
  if (choice && !choice.checked) {
    choice.checked = true;
    choice.dispatchEvent(new Event('change'));
  }
  return choice;
}

function choices(name: string): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`input[type=radio][name=${name}]`)];
}
