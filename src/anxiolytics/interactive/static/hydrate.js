// Brings the still pictures of a built page to life.
//
// The Sphinx hook joins this function and the widgets' modules into one classic script, because browsers
// refuse module scripts and fetch() on pages opened from a disk. Each host element of the page carries its
// data inline:
//
//   <div class="anx-host" data-kind="explorer" data-early>
//     <script type="application/json">{"state": {...}, "buffers": {name: base64}}</script>
//     <div class="anx-fallback">still picture of the start state</div>
//   </div>
//   <script>dispatchEvent(new Event("anx-read"))</script>
//
// A host that is marked early starts as soon as the parser has passed it, which its script tells; the others wait
// until all of the page is there.
// A widget wakes the picture itself, in its place, so that no box moves; the host then gets the attribute
// data-ready. If it cannot start, the picture stays as it was, with one sentence below it. A module that exports
// onPage is called once on every page, host or no host, when all of the page is there. An error thrown by a widget
// may carry that sentence as `notice`.

function hydrate(widgets) {
  // What a widget sees of anywidget's model: the same calls, without a kernel behind them.
  class PageModel {
    constructor(state) {
      this.state = state;
      this.listeners = new Map();
    }
    get(name) {
      return this.state[name];
    }
    set(name, value) {
      if (this.state[name] === value) return;
      this.state[name] = value;
      for (const listener of this.listeners.get("change:" + name) || []) listener();
      for (const listener of this.listeners.get("change") || []) listener();
    }
    on(event, listener) {
      if (!this.listeners.has(event)) this.listeners.set(event, new Set());
      this.listeners.get(event).add(listener);
    }
    off(event, listener) {
      if (listener) this.listeners.get(event)?.delete(listener);
      else this.listeners.delete(event);
    }
    save_changes() {}
    send() {}
  }

  function bytesOf(base64) {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return new DataView(bytes.buffer);
  }

  function stateOf(host) {
    const { state, buffers } = JSON.parse(host.querySelector("script").textContent);
    for (const name in buffers) state[name] = bytesOf(buffers[name]);
    return state;
  }

  function keepPicture(host, error) {
    const note = document.createElement("p");
    note.className = "anx-note";
    note.textContent = error.notice || "This part of the page could not be started; the picture shows its start state.";
    host.append(note);
    host.dataset.failed = "";
    if (!error.notice) console.error(error);
  }

  async function start(host) {
    const el = host.querySelector(".anx-fallback");
    const picture = el.cloneNode(true);
    try {
      await widgets[host.dataset.kind].render({ model: new PageModel(stateOf(host)), el });
      host.dataset.ready = "";
    } catch (error) {
      el.replaceWith(picture);
      keepPicture(host, error);
    }
  }

  const started = new Set();

  function startOnce(host) {
    if (started.has(host)) return;
    started.add(host);
    start(host);
  }

  function startRead() {
    const tellers = document.querySelectorAll(".anx-host[data-early] + script");
    for (const script of tellers) startOnce(script.previousElementSibling);
  }

  let isWhole = false;

  // One after the other, so that a reader who scrolls or taps meanwhile is not kept waiting.
  async function startPage() {
    if (isWhole) return;
    isWhole = true;
    for (const widget of Object.values(widgets)) widget.onPage?.();
    for (const host of document.querySelectorAll(".anx-host")) {
      startOnce(host);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  window.addEventListener("anx-read", startRead);
  startRead();
  if (document.readyState === "complete") startPage();
  else {
    // This script may come to run after the first of the two.
    document.addEventListener("DOMContentLoaded", startPage);
    window.addEventListener("load", startPage);
  }
}
