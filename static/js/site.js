// The one script of the pages that visitors read. Each part looks for what it serves, and leaves other pages alone.
import "./offline.js";
import "./planning-add.js";
import "./guide.js";
import "./catalogue.js";
