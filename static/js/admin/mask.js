// The page on which a picture is masked. Without this file the number fields do it all.

import { MaskForm } from "./mask_form.js";

const words = JSON.parse(document.getElementById("image-editor-words").textContent);
new MaskForm(document.querySelector("[data-image-editor]"), words);
