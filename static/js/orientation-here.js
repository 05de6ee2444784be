// "Ma position": asked only when touched, put in the address, rounded to some ten metres, sent nowhere else.
const button = document.querySelector("[data-here]");
const lost = document.getElementById("here-lost");

function fail() {
  lost.textContent = button.dataset.lost;
  lost.hidden = false;
  button.disabled = false;
}

if (button && "geolocation" in navigator) {
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    lost.hidden = true;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      location.assign(`${button.dataset.here}&near=${coords.latitude.toFixed(4)},${coords.longitude.toFixed(4)}`);
    }, fail, { timeout: 10000, maximumAge: 300000 });
  });
}
