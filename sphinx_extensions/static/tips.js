/* Tips open by style sheet on hover and focus. This adds taps and Escape, and puts a note under its word. */
(() => {
  "use strict";
  const MARGIN = 8;

  function place(tip) {
    const note = tip.querySelector(".tip-note");
    const frame = note.offsetParent?.getBoundingClientRect();
    const lines = tip.querySelector(".tip-trigger").getClientRects();
    if (!frame || !lines.length) return;
    const rightmost = document.documentElement.clientWidth - MARGIN - note.offsetWidth;
    const left = Math.max(MARGIN, Math.min(lines[lines.length - 1].left, rightmost));
    note.style.setProperty("--tip-left", `${left - frame.left}px`);
  }

  function set(tip, open) {
    tip.classList.toggle("tip-open", open);
    tip.classList.toggle("tip-closed", !open);
    const trigger = tip.querySelector(".tip-trigger");
    if (!trigger.matches("a")) trigger.setAttribute("aria-expanded", String(open));
    if (open) place(tip);
    else tip.querySelector(".tip-note").style.removeProperty("--tip-left");
  }

  function closeOthers(kept) {
    for (const tip of document.querySelectorAll(".tip.tip-open")) if (tip !== kept) set(tip, false);
  }

  for (const tip of document.querySelectorAll(".tip")) {
    const trigger = tip.querySelector(".tip-trigger");
    const open = () => { closeOthers(tip); set(tip, true); };
    // A finger also "enters" and focuses what it taps: taps have their own rule below.
    tip.addEventListener("pointerenter", (event) => { if (event.pointerType !== "touch") open(); });
    tip.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch") set(tip, false); });
    tip.addEventListener("focusin", () => { if (trigger.matches(":focus-visible")) open(); });
    tip.addEventListener("focusout", (event) => { if (!tip.contains(event.relatedTarget)) set(tip, false); });
    trigger.addEventListener("keydown", (event) => {
      if ((event.key !== "Enter" && event.key !== " ") || trigger.matches("a")) return;
      event.preventDefault();
      set(tip, !tip.classList.contains("tip-open"));
    });
    // A tap opens, the next closes; on a link the second follows it.
    trigger.addEventListener("click", (event) => {
      if (event.pointerType !== "touch") return;
      const wasOpen = tip.classList.contains("tip-open");
      if (wasOpen && trigger.matches("a")) return;
      event.preventDefault();
      closeOthers(tip);
      set(tip, !wasOpen);
    });
  }
  document.addEventListener("pointerdown", (event) => closeOthers(event.target.closest?.(".tip")));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeOthers(null); });
  window.addEventListener("resize", () => closeOthers(null));
})();
