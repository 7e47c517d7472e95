// Shows what has changed, without touching what is being typed: only parts marked data-live are replaced.
const live = "[data-live]";
let seen = document.body.dataset.version;

async function refresh() {
  const version = await (await fetch("/version")).text();
  if (version === seen) return;
  const text = await (await fetch(location.href)).text();
  const fresh = new DOMParser().parseFromString(text, "text/html");
  const parts = fresh.querySelectorAll(live);
  document.querySelectorAll(live).forEach((part, index) => {
    if (parts[index]) part.innerHTML = parts[index].innerHTML;
  });
  seen = version;
}

setInterval(() => refresh().catch(() => {}), 1000);
document.addEventListener("change", ({ target }) => {
  if (target.matches("select[data-submit]")) target.form.requestSubmit();
});
