/** What does not fit, as a person would see it: run in the page, answers in words. */
import type { Page } from 'playwright-core';
import type { SizeName } from '../support/chromium.ts';

/** These have no wheel and no hand to scroll with. */
const STATIONS: readonly SizeName[] = ['hall', 'board', 'duty', 'cabinet'];

export async function misfits(page: Page, size: SizeName): Promise<readonly string[]> {
  return page.evaluate((alsoHeight) => {
    const found: string[] = [];
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth) found.push(`${scrollWidth} wide`);
    /** The margin that a station's sheet and every band over it keep. */
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.cssText = 'position: fixed; width: var(--edge)';
    const margin = probe.getBoundingClientRect().width - 2;
    probe.remove();
    if (alsoHeight && scrollHeight > innerHeight) found.push(`${scrollHeight} high`);

    const wordsOf = (element: Element): string => element.textContent.trim().slice(0, 40);
    /** The layer that an element lies on: a band on its own ground covers what is under it, and means to. */
    const layerOf = (element: Element): Element => {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const { position, backgroundColor } = getComputedStyle(at);
        const grounded =
          position !== 'static' && position !== 'relative' && !backgroundColor.endsWith(', 0)');
        if (grounded || position === 'fixed' || at.tagName === 'DIALOG') return at;
      }
      return document.body;
    };
    const isShown = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('[aria-hidden=true]') === null;

    /** As much of the box as is to be seen through everything around it that cuts off. */
    const seenOf = (box: DOMRect, element: Element): DOMRect => {
      let { left, top, right, bottom } = box;
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        if (getComputedStyle(at).overflowX === 'visible' || getComputedStyle(at).display === 'inline')
          continue;
        const around = at.getBoundingClientRect();
        left = Math.max(left, around.left);
        top = Math.max(top, around.top);
        right = Math.min(right, around.right);
        bottom = Math.min(bottom, around.bottom);
      }
      return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    };
    const texts: { element: Element; layer: Element; box: DOMRect }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const words = node.textContent?.trim() ?? '';
      if (element === null || words === '' || !isShown(element)) continue;
      const style = getComputedStyle(element);
      // A preview of paper is drawn smaller by zoom, which the computed size leaves out.
      const sign = Number.parseFloat(style.fontSize) * element.currentCSSZoom;
      const own = element.getBoundingClientRect();
      if (words.length >= 3 && own.width > 1 && own.width < 2 * sign && own.height > 3 * sign)
        found.push(`squeezed: ${words}`);
      // Out of its own element where that cuts off what is over; three dots are honest with the whole in a title.
      const whole = element.closest('[title]') !== null || element.closest('[aria-label]') !== null;
      if (
        element instanceof HTMLElement &&
        element.clientWidth > 1 &&
        element.scrollWidth > element.clientWidth + 1 &&
        ['hidden', 'clip'].includes(style.overflowX) &&
        !whole
      )
        found.push(`cut off: ${words}`);
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const line of range.getClientRects()) {
        if (line.width < 2 || own.width <= 1) continue;
        // The line's own box is half as high again as its signs.
        const middle = line.top + line.height / 2;
        // At the desk the row of pages is moved aside by hand.
        if (alsoHeight && (line.left < margin || line.right > innerWidth - margin))
          found.push(`beyond the margin: ${words}`);
        const signs = new DOMRect(line.left, middle - 0.42 * sign, line.width, 0.84 * sign);
        texts.push({ element, layer: layerOf(element), box: seenOf(signs, element) });
      }
    }
    const inOrder = texts.toSorted((one, other) => one.box.top - other.box.top);
    for (const [at, one] of inOrder.entries()) {
      for (let next = at + 1; next < inOrder.length; next += 1) {
        const other = inOrder[next];
        if (other === undefined || other.box.top > one.box.bottom - 2) break;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        if (across > 2 && one.layer === other.layer && one.element !== other.element)
          found.push(`overlap: ${wordsOf(one.element)} / ${wordsOf(other.element)}`);
      }
    }
    return [...new Set(found)];
  }, STATIONS.includes(size));
}

/** Keys and fields that a finger does not hit: what answers around the middle is smaller than `--touch`. */
export async function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const least = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--touch'));
    const reach = least / 2 - 2;
    const layered = (element: Element): boolean => {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const { position, zIndex } = getComputedStyle(at);
        // A band, or a menu that was opened over the page.
        if (position === 'fixed' || (['absolute', 'sticky'].includes(position) && zIndex !== 'auto'))
          return true;
      }
      return false;
    };
    const targets = document.querySelectorAll('button, a[href], select, input, [role=tab], [role=option]');
    return [...targets].flatMap((target) => {
      // The gallery's own frame is for developers.
      if (target.closest('[data-frame]') !== null) return [];
      const box = target.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      // A link in running text is as high as its line (WCAG 2.5.8); a key out of sight is hit when it is in sight.
      if (getComputedStyle(target).display === 'inline' || !target.checkVisibility()) return [];
      const answers = (atX: number, atY: number): boolean => {
        const hit = document.elementFromPoint(atX, atY);
        const label = target instanceof HTMLInputElement ? (target.labels?.[0] ?? null) : null;
        if (hit === null) return false;
        // Under a band that lies over the page nothing is to be hit.
        const covered = layered(hit) && !layered(target);
        return covered || target.contains(hit) || label?.contains(hit) === true;
      };
      if (
        !answers(x, y) ||
        x - reach < 0 ||
        x + reach > innerWidth ||
        y - reach < 0 ||
        y + reach > innerHeight
      )
        return [];
      const high = answers(x, y - reach) && answers(x, y + reach);
      const wide = answers(x - reach, y) && answers(x + reach, y);
      const name = target.getAttribute('aria-label') ?? target.textContent.trim().slice(0, 30);
      return high && wide
        ? []
        : [`${target.tagName.toLowerCase()} “${name}” ${Math.round(box.width)}×${Math.round(box.height)}`];
    });
  });
}
