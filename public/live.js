/* Attune. <attune-count session="…" [tenant="…"] [locale="…"]> says how many gathered: no cookie, nothing kept.
   Parts to style: text, figure. What stands inside is shown until the first number is known. */
(() => {
	const script = document.currentScript || document.querySelector('script[src$="/live.js"]');
	const home = new URL(script.src).origin;
	// per language: nobody yet; few; how many (# is the number); how many it was
	const words = {
		en: ["The circle is open", "A small circle gathered", "one:# soul gathered|other:# souls gathered", "one:We were # soul|other:We were # souls"],
		de: ["Der Kreis ist offen", "Ein kleiner Kreis hat sich versammelt", "one:# Seele versammelt|other:# Seelen versammelt", "one:Wir waren # Seele|other:Wir waren # Seelen"],
		fr: ["Le cercle est ouvert", "Un petit cercle s’est réuni", "one:# âme réunie|other:# âmes réunies", "one:Nous étions # âme|other:Nous étions # âmes"],
		es: ["El círculo está abierto", "Se ha reunido un pequeño círculo", "one:# alma reunida|other:# almas reunidas", "one:Fuimos # alma|other:Fuimos # almas"],
		ru: ["Круг открыт", "Собрался небольшой круг", "one:# душа вместе|few:# души вместе|other:# душ вместе", "one:Нас была # душа|few:Нас было # души|other:Нас было # душ"],
		ar: ["الحلقة مفتوحة", "اجتمعت حلقة صغيرة", "two:# روحان مجتمعتان|few:# أرواح مجتمعة|many:# روحًا مجتمعة|other:# روح مجتمعة", "one:كنّا # روحًا|two:كنّا # روحين|few:كنّا # أرواح|many:كنّا # روحًا|other:كنّا # روح"],
	};
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(":host{display:inline-block}:host([hidden]){display:none}[part=figure]{font-variant-numeric:lining-nums tabular-nums}@media(prefers-reduced-motion:no-preference){[part=figure]{animation:b 6s ease-in-out infinite}@keyframes b{50%{opacity:.72}}}");

	class AttuneCount extends HTMLElement {
		static observedAttributes = ["session", "tenant", "locale"];
		#root = this.attachShadow({ mode: "open" });
		#source;
		#timer;
		#newest = "";

		connectedCallback() {
			this.#root.adoptedStyleSheets = [sheet];
			this.#root.innerHTML = "<slot></slot>";
			this.#newest = "";
			if (this.getAttribute("session")) this.#follow();
		}

		disconnectedCallback() {
			this.#source?.close();
			clearTimeout(this.#timer);
		}

		attributeChangedCallback() {
			if (!this.isConnected || !this.#root.firstChild) return;
			this.disconnectedCallback();
			this.connectedCallback();
		}

		#address(word) {
			const tenant = this.getAttribute("tenant");
			const session = encodeURIComponent(this.getAttribute("session"));
			return `${home}/api/live/${session}${word}${tenant ? `?tenant=${encodeURIComponent(tenant)}` : ""}`;
		}

		/* By the stream; while it does not flow, by asking every ten seconds, and then by the stream again. */
		#follow() {
			const source = new EventSource(this.#address("/stream"));
			this.#source = source;
			source.addEventListener("state", (event) => this.#show(JSON.parse(event.data)));
			source.onerror = () => {
				source.close();
				this.#poll(source);
			};
		}

		async #poll(source) {
			try {
				const answer = await fetch(this.#address(""), { credentials: "omit", cache: "no-store" });
				if (answer.ok && source === this.#source) this.#show(await answer.json());
			} catch {
				/* The number that was last known stays. */
			}
			if (this.isConnected && source === this.#source) this.#timer = setTimeout(() => this.#follow(), 1e4);
		}

		#show(state) {
			if (!this.isConnected || state.serverTime < this.#newest) return;
			this.#newest = state.serverTime;
			const asked = this.getAttribute("locale") || this.closest("[lang]")?.lang || navigator.language;
			const two = asked.slice(0, 2).toLowerCase();
			const language = words[two] ? two : "en";
			const [open, few, souls, were] = words[language];
			const { display, shown } = state.gathering;
			const text = document.createElement("span");
			text.part = "text";
			text.lang = language;
			text.dir = language === "ar" ? "rtl" : "ltr";
			if (display === "none") text.textContent = open;
			else if (display === "small-circle") text.textContent = few;
			else {
				const forms = Object.fromEntries((state.phase === "ended" ? were : souls).split("|").map((form) => form.split(":")));
				const [before, after] = (forms[new Intl.PluralRules(language).select(shown)] || forms.other).split("#");
				const figure = document.createElement("span");
				figure.part = "figure";
				figure.textContent = new Intl.NumberFormat(`${language}-u-nu-latn`).format(shown) + (display === "at-least" ? "+" : "");
				text.append(before, figure, after);
			}
			if (this.#root.textContent !== text.textContent) this.#root.replaceChildren(text);
		}
	}
	if (!customElements.get("attune-count")) customElements.define("attune-count", AttuneCount);
})();
