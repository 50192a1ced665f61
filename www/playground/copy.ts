/** Copies the article's text; where the browser forbids that, selects it for the person to copy. */
export async function copyText(
  text: string,
  shown: HTMLElement,
  button: HTMLButtonElement,
  announce: (message: string) => void,
): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    announce('The text was copied.');
    confirm(button, 'Copied');
  } catch {
    window.getSelection()?.selectAllChildren(shown);
    announce('Copying was not allowed. The text is selected: press Ctrl or Command and C.');
    confirm(button, 'Press Ctrl+C');
  }
}

/** Lets the button itself say what happened, for a moment. */
function confirm(button: HTMLButtonElement, said: string): void {
  const label = button.dataset.label ?? button.textContent ?? '';
  button.dataset.label = label;
  button.textContent = said;
  window.setTimeout(() => {
    button.textContent = label;
  }, 1800);
}
