// Sifts the table of sessions by the three choices of the form before it. Without this script the
// form stays hidden, and the table is whole.

(() => {
  const form = document.querySelector("form.chooser-form");
  const table = document.querySelector("table.chooser");
  if (!form || !table) return;

  const rows = [...table.tBodies[0].rows];
  const status = form.querySelector("[role=status]");
  const box = table.closest(".table-wrapper") ?? table;
  const NO_BREAK_SPACE = "\u00a0";

  const fits = {
    minutes: (row, wanted) => row.dataset.minutes === wanted,
    people: (row, wanted) => {
      const [least, most] = wanted.split("-").map(Number);
      return Number(row.dataset.smallest) <= most && least <= Number(row.dataset.largest);
    },
    intention: (row, wanted) => row.dataset.intention === wanted,
  };
  const called = {
    minutes: "un autre temps",
    people: "un autre nombre de personnes",
    intention: "autre chose à chercher",
  };

  const sessions = (count) => `${count}${NO_BREAK_SPACE}séance${count > 1 ? "s" : ""}`;

  function found(choices) {
    return rows.filter((row) => choices.every(([name, wanted]) => fits[name](row, wanted)));
  }

  // What to say when nothing is found: which choice, alone, hides something.
  function wayOut(choices) {
    const ways = choices
      .map(([name]) => [name, found(choices.filter(([other]) => other !== name)).length])
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${called[name]} (${sessions(count)})`);
    const told = "Aucune séance ne réunit ces choix.";
    return ways.length
      ? `${told} Essayez ${ways.join(", ou ")}.`
      : `${told} Effacez-en deux pour en retrouver.`;
  }

  function sift() {
    const choices = [...new FormData(form)].filter(([, wanted]) => wanted !== "");
    const kept = new Set(found(choices));
    for (const row of rows) row.hidden = !kept.has(row);
    box.hidden = kept.size === 0;
    if (choices.length === 0) status.textContent = `Toutes les séances${NO_BREAK_SPACE}: ${rows.length}.`;
    else if (kept.size === 0) status.textContent = wayOut(choices);
    else status.textContent = `${sessions(kept.size)} sur ${rows.length}.`;
  }

  form.addEventListener("change", sift);
  form.addEventListener("reset", () => setTimeout(sift)); // once the choices are undone
  window.addEventListener("pageshow", sift); // the browser may have kept choices from before
  form.hidden = false;
  sift();
})();
