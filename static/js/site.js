// The script of all public pages. Each module looks for its elements, and does nothing on other pages.
import "./offline.js";
import "./planning-add.js";
import "./guide.js";
import "./catalogue.js";
