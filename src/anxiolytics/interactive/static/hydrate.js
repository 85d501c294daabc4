// Brings the still pictures of a built page to life.
//
// The Sphinx hook joins this function and the widgets' modules into one classic script, because browsers
// refuse module scripts and fetch() on pages opened from a disk. Each host element of the page carries its
// data inline:
//
//   <div class="anx-host" data-kind="explorer">
//     <script type="application/json">{"state": {...}, "buffers": {name: base64}}</script>
//     <div class="anx-fallback">still picture of the start state</div>
//   </div>
//
// A widget whose module says startsEarly does so as soon as the parser has passed its host; the others wait until all
// of the page is there.
// The widget is drawn in a hidden box of the host's own width, so that it can measure itself, and takes the
// picture's place when it is complete; the host then gets the attribute data-ready. If it cannot start, the
// picture stays, with one sentence below it. A module that exports onPage is called once on every page, host or
// no host, when all of the page is there. An error thrown by a widget may carry that sentence as `notice`.

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

  function stateOf(host, fallback) {
    const { state, buffers } = JSON.parse(host.querySelector("script").textContent);
    for (const name in buffers) state[name] = bytesOf(buffers[name]);
    // The markup of the still picture is on the page already; a widget may start from it.
    state.html = fallback.innerHTML;
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
    const fallback = host.querySelector(".anx-fallback");
    const el = document.createElement("div");
    el.className = "anx-live";
    try {
      const model = new PageModel(stateOf(host, fallback));
      host.append(el);
      await widgets[host.dataset.kind].render({ model, el });
      fallback.remove();
      host.dataset.ready = "";
    } catch (error) {
      el.remove();
      keepPicture(host, error);
    }
  }

  // Whether all of the page is there and its other scripts have run.
  let isWhole = false;

  // Whether the parser has gone on to something behind the host, so that all of it is there.
  function isRead(host) {
    for (let node = host; node; node = node.parentElement) if (node.nextElementSibling) return true;
    return false;
  }

  // A widget measures itself, so the page's style sheet has to be there first.
  function isStyled() {
    return [...document.querySelectorAll("link[rel=stylesheet]")].every((link) => link.sheet);
  }

  function mayStart(host) {
    return isWhole || (widgets[host.dataset.kind]?.startsEarly && isRead(host) && isStyled());
  }

  // One after the other, in reading order: the first one on the page answers first.
  async function startHosts() {
    const started = new Set();
    for (;;) {
      const host = [...document.querySelectorAll(".anx-host")].find((host) => !started.has(host) && mayStart(host));
      if (host) {
        started.add(host);
        await start(host);
      } else if (isWhole) return;
      else await new Promise((resolve) => setTimeout(resolve, 16));
    }
  }

  function startPage() {
    if (isWhole) return;
    isWhole = true;
    for (const widget of Object.values(widgets)) widget.onPage?.();
  }

  if (document.readyState === "complete") startPage();
  else {
    // This script may come to run after the first of the two.
    document.addEventListener("DOMContentLoaded", startPage);
    window.addEventListener("load", startPage);
  }
  startHosts();
}
