// What every page gets on top of plain HTML. Each piece can fail alone: the page works without any of it.
import "./requests.js";
import "./theme.js";
import "./toasts.js";
import "./dialogs.js";
