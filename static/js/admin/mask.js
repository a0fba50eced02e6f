// The page that masks a picture. Without this script, the number fields do the whole job.

import { MaskForm } from "./mask_form.js";

const words = JSON.parse(document.getElementById("image-editor-words").textContent);
new MaskForm(document.querySelector("[data-image-editor]"), words);
