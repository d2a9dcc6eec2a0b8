// Puts textual.js (xterm.js, from the package textual-serve) into a page with a strict policy.
"use strict";
(() => {
  const nonce = document.currentScript.nonce;
  const DELIVERED = /^\/download\/([0-9a-f]{32})$/;

  // xterm.js writes its colors into style elements; the policy asks for the nonce on each.
  const createElement = Document.prototype.createElement;
  Document.prototype.createElement = function (name, options) {
    const element = createElement.call(this, name, options);
    if (String(name).toLowerCase() === "style") element.nonce = nonce;
    return element;
  };

  function say(words, again) {
    const notice = document.getElementById("notice");
    notice.textContent = words;
    if (again) {
      const link = document.createElement("a");
      link.href = "";
      link.textContent = "Open it again";
      notice.append(" ", link);
      link.focus();
    }
  }

  // textual.js opens a window for a file that is ready, and for a link that was clicked.
  window.open = (address) => {
    const wanted = address ? new URL(address, location.href) : null;
    const key = wanted && wanted.origin === location.origin && DELIVERED.exec(wanted.pathname);
    if (key) {
      const link = document.createElement("a");
      link.href = `download/${key[1]}`;
      link.download = "";
      link.click();
    } else {
      say("The explorer opens no other page. Hold shift to select the address, then copy it.");
      setTimeout(() => say(""), 6000);
    }
    return null;
  };

  // textual.js does not say why a socket was closed.
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      this.addEventListener("open", () => {
        const keys = document.querySelector(".xterm-helper-textarea");
        if (keys) keys.focus();
      });
      this.addEventListener("close", (event) => {
        const why = event.reason || "Too many explorers are open, or the server was stopped.";
        say(why, true);
      });
    }
  };

  // A terminal measures its font once, so the fonts come first.
  window.addEventListener("load", async () => {
    const fonts = ["16px 'Roboto Mono'", "bold 16px 'Roboto Mono'"];
    await Promise.allSettled(fonts.map((font) => document.fonts.load(font)));
    const script = document.createElement("script");
    script.src = "textual.js";
    script.onload = () => window.onload();
    script.onerror = () => say("The explorer cannot be loaded.", true);
    document.head.append(script);
  });
})();
