// Text that was already pulled out of a page.
import { checkString } from './arguments.js';
import { call } from './instance.js';
import type { CleanText } from './types.js';

/**
 * Cleans text that was already pulled out of a page: a paste, `innerText`, an old dump. Its lines are judged by their words
 * alone: menus, share and comment lines, credits, boxes about the author, lists under headings such as 'You may also like',
 * notices. Lines that were broken to fit a width are put together first. Of a page that there is HTML of, {@link extract}
 * knows more. Needs `await init()` before.
 *
 * @param text  the text; of line ends any
 * @throws MuslinError before `init()` has finished
 * @throws TypeError for a wrong argument
 */
export function cleanText(text: string): CleanText {
  checkString(text, 'cleanText: text');
  return call('cleanText', (module) => module.cleanText(text)) as CleanText;
}
