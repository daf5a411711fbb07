import { computed, onBeforeUnmount, onMounted, shallowRef } from 'vue';
import type { Ref } from 'vue';
import type { Box } from './mapLines.ts';

const least = 0.2;
const readable = 0.62;
const most = 2;
const margin = 24;

/** Where the map is looked at: moved and zoomed by pointer, wheel, buttons and keys. */
export function useMapView(port: Ref<HTMLElement | null>, extent: () => { width: number; height: number }) {
  const at = shallowRef({ x: margin, y: margin, k: 1 });
  const room = shallowRef({ w: 0, h: 0 });
  /** Until somebody moves or zooms, the map keeps fitting its window. */
  const fitted = shallowRef(true);

  /** Small print helps nobody: by itself the map is never made smaller than can be read; who asks for it sees it whole. */
  function fit(smallest = readable) {
    fitted.value = true;
    const { w, h } = room.value;
    const { width, height } = extent();
    if (w === 0 || width === 0) return;
    const k = Math.min(1, Math.max(smallest, Math.min((w - 2 * margin) / width, (h - 2 * margin) / height)));
    at.value = {
      k,
      x: Math.max(margin, (w - width * k) / 2),
      y: Math.max(margin, Math.min((h - height * k) / 2, 64)),
    };
  }
  function zoom(by: number, about = { x: room.value.w / 2, y: room.value.h / 2 }) {
    const k = Math.min(most, Math.max(least, at.value.k * by));
    const scale = k / at.value.k;
    fitted.value = false;
    at.value = {
      k,
      x: about.x - (about.x - at.value.x) * scale,
      y: about.y - (about.y - at.value.y) * scale,
    };
  }
  function move(dx: number, dy: number) {
    fitted.value = false;
    at.value = { ...at.value, x: at.value.x + dx, y: at.value.y + dy };
  }
  /** Moves so far that a box is seen whole. */
  function show(box: Box) {
    const { x, y, k } = at.value;
    const over = (start: number, length: number, all: number) =>
      start < margin
        ? margin - start
        : start + length > all - margin
          ? Math.max(margin - start, all - margin - start - length)
          : 0;
    const dx = over(x + box.x * k, box.w * k, room.value.w);
    const dy = over(y + box.y * k, box.h * k, room.value.h);
    if (dx !== 0 || dy !== 0) move(dx, dy);
  }

  function onWheel(event: WheelEvent) {
    event.preventDefault();
    const area = port.value!.getBoundingClientRect();
    if (event.ctrlKey || event.metaKey)
      zoom(Math.exp(-event.deltaY * 0.0022), { x: event.clientX - area.left, y: event.clientY - area.top });
    else if (event.shiftKey) move(-event.deltaY, -event.deltaX);
    else move(-event.deltaX, -event.deltaY);
  }
  function onPointer(event: PointerEvent) {
    if (event.button !== 0 || (event.target as HTMLElement).closest('button')) return;
    const from = { x: event.clientX - at.value.x, y: event.clientY - at.value.y };
    const area = port.value!;
    area.setPointerCapture(event.pointerId);
    area.onpointermove = (next) => {
      fitted.value = false;
      at.value = { ...at.value, x: next.clientX - from.x, y: next.clientY - from.y };
    };
    area.onpointerup = area.onpointercancel = () => {
      area.onpointermove = area.onpointerup = area.onpointercancel = null;
    };
  }
  const measure = new ResizeObserver((entries) => {
    const { width, height } = entries.at(-1)!.contentRect;
    room.value = { w: width, h: height };
    if (fitted.value) fit();
  });
  onMounted(() => {
    measure.observe(port.value!);
    port.value!.addEventListener('wheel', onWheel, { passive: false });
  });
  onBeforeUnmount(() => measure.disconnect());

  const transform = computed(() => `translate(${at.value.x}px, ${at.value.y}px) scale(${at.value.k})`);
  const whole = () => fit(least);
  return { at, transform, fit, whole, zoom, move, show, onPointer };
}
