// The page on which a picture is masked. Without this file the number fields do it all.

import { MaskForm } from "./mask_form.js";

const words = JSON.parse(document.getElementById("darkroom-words").textContent);
new MaskForm(document.querySelector("[data-darkroom]"), words);
