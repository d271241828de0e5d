// Marks the passage that is heard, and keeps it in sight if one wishes. While the sound plays, the
// number of a passage leads the sound there too. Without this script the player plays.

(() => {
  const audio = document.querySelector(".sound audio[data-timings]");
  if (!audio) return;

  const timed = Object.entries(JSON.parse(audio.dataset.timings))
    .map(([id, [start, end]]) => ({ passage: document.getElementById(id), start, end }))
    .filter(({ passage }) => passage);
  const line = audio.parentElement.querySelector(".sound-follow");
  const follow = line.querySelector("input");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let heard = null;

  function isInSight(passage) {
    const { top, bottom } = passage.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  }

  function mark(passage) {
    if (passage === heard) return;
    heard?.classList.remove("heard");
    heard?.removeAttribute("aria-current");
    heard = passage;
    if (!passage) return;
    passage.classList.add("heard");
    passage.setAttribute("aria-current", "true");
    if (follow.checked && !audio.paused && !isInSight(passage)) {
      passage.scrollIntoView({ behavior: still.matches ? "auto" : "smooth", block: "center" });
    }
  }

  function listen() {
    const now = audio.currentTime;
    mark(timed.find(({ start, end }) => start <= now && now < end)?.passage ?? null);
  }

  for (const { passage, start } of timed) {
    const number = passage.querySelector("a.number");
    number?.addEventListener("click", () => {
      if (!audio.paused) audio.currentTime = start;
    });
  }
  for (const event of ["timeupdate", "seeked", "play"]) audio.addEventListener(event, listen);
  audio.addEventListener("ended", () => mark(null));
  line.hidden = false;
})();
