// Light, dark, or as the system has it. Loaded in the head and not as a module, so that the first paint has it right.
const KEY = 'muslin.theme';

type Theme = 'auto' | 'light' | 'dark';

function remembered(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'auto';
  } catch {
    return 'auto'; // storage is switched off
  }
}

function wear(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

wear(remembered());

document.addEventListener('DOMContentLoaded', () => {
  for (const choice of document.querySelectorAll<HTMLInputElement>('input[name=theme]')) {
    choice.checked = choice.value === remembered();
    choice.addEventListener('change', () => {
      const theme = choice.value as Theme;
      wear(theme);
      try {
        if (theme === 'auto') localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, theme);
      } catch {
        // It holds for as long as the page is open.
      }
    });
  }
});
