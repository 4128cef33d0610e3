const dark = `--surface: #16181d; --sunken: #101216; --raised: #262a32; --ink: #eceef2; --quiet: #9aa3b2; --line: #2b3038; --danger: #f97066; --shadow: 0 24px 64px -12px rgb(0 0 0 / .7), 0 0 0 1px rgb(255 255 255 / .07); color-scheme: dark; --accent-line: var(--accent-dark)`

/** The widget's own style sheet; nothing of the page reaches in, nothing leaks out. */
export const css = `
:host { all: initial; --accent: #2563eb; --on-accent: #fff; --accent-line: var(--accent-light); --radius: 18px; --side: auto; --other: max(20px, env(safe-area-inset-right)); --surface: #fff; --sunken: #f6f7f9; --raised: #eff1f4; --ink: #14171c;
  --quiet: #626b78; --line: #e4e7ec; --danger: #b42318; --shadow: 0 24px 64px -12px rgb(15 23 42 / .22), 0 6px 18px -6px rgb(15 23 42 / .12);
  color-scheme: light; position: fixed; z-index: 2147483000; inset: auto 0 0 auto; font: 15px/1.5 Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
@media (prefers-color-scheme: dark) { :host(:not([data-theme=light])) { ${dark} } }
:host([data-theme=dark]) { ${dark} }
*, *::before, *::after { box-sizing: border-box; }
button, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
button { cursor: pointer; border: 0; background: none; padding: 0; }
svg { display: block; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
:focus { outline: none; }
:focus-visible { outline: 2px solid var(--accent-line); outline-offset: 2px; }
.launcher { position: fixed; right: var(--other); left: var(--side); bottom: max(20px, env(safe-area-inset-bottom)); width: 56px; height: 56px;
  border-radius: 50%; display: grid; place-items: center; background: var(--accent); color: var(--on-accent);
  box-shadow: 0 10px 28px -8px color-mix(in srgb, var(--accent) 60%, transparent), 0 3px 8px rgb(15 23 42 / .18); transition: transform .18s cubic-bezier(.2,.8,.3,1), box-shadow .18s; animation: arrive .35s cubic-bezier(.2,.9,.3,1.2); }
.launcher:hover { transform: translateY(-2px) scale(1.03); }
.launcher:active { transform: scale(.96); }
.launcher:focus-visible { outline-offset: 3px; }
.launcher svg { grid-area: 1/1; width: 26px; height: 26px; transition: opacity .16s, transform .2s; }
.launcher .down { opacity: 0; transform: rotate(-45deg) scale(.6); }
.launcher[aria-expanded=true] .down { opacity: 1; transform: none; }
.launcher[aria-expanded=true] .bubble-icon { opacity: 0; transform: rotate(45deg) scale(.6); }
.labelled { width: auto; grid-auto-flow: column; gap: 10px; padding: 0 20px 0 16px; border-radius: 28px; font-weight: 600; }
.labelled svg { grid-area: auto; } .labelled .down { display: none; } .labelled[aria-expanded=true] .bubble-icon { opacity: 1; transform: none; }
.badge { position: absolute; top: -3px; right: -3px; min-width: 21px; height: 21px; padding: 0 6px; border-radius: 11px; background: #d92d20; color: #fff;
  font-size: 12px; font-weight: 650; line-height: 17px; text-align: center; border: 2px solid var(--surface); }
.badge[hidden] { display: none; }
.panel { position: fixed; right: var(--other); left: var(--side); max-width: calc(100vw - 40px); bottom: calc(max(20px, env(safe-area-inset-bottom)) + 72px); width: 384px; height: min(640px, calc(100vh - 120px));
  display: flex; flex-direction: column; background: var(--surface); color: var(--ink); border-radius: var(--radius); overflow: hidden; box-shadow: var(--shadow);
  transform-origin: bottom right; transition: opacity .16s ease, transform .22s cubic-bezier(.2,.8,.25,1), visibility 0s; }
.panel[inert] { opacity: 0; visibility: hidden; transform: translateY(10px) scale(.97); transition: opacity .12s, transform .14s, visibility 0s .14s; }
.head { display: flex; align-items: center; gap: 12px; padding: 16px 12px 16px 20px; background: var(--accent); color: var(--on-accent); }
.head div { flex: 1; min-width: 0; }
.logo { width: 40px; height: 40px; border-radius: 50%; object-fit: cover; flex: none; background: #fff; }
.title { margin: 0; font-size: 16px; font-weight: 650; line-height: 1.3; letter-spacing: -.01em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.subtitle { margin: 2px 0 0; font-size: 13px; line-height: 1.35; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.icon { width: 40px; height: 40px; border-radius: 10px; display: grid; place-items: center; flex: none; transition: background .15s; }
.icon svg { width: 20px; height: 20px; }
.head .icon:hover { background: color-mix(in srgb, currentColor 14%, transparent); }
.head .icon:focus-visible { outline-color: currentColor; outline-offset: -3px; }
.log { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 20px 16px 12px; display: flex; flex-direction: column; scrollbar-width: thin; scrollbar-color: var(--line) transparent; }
.log > :first-child { margin-top: auto; }
.day { align-self: center; margin: 12px 0 8px; font-size: 12px; font-weight: 500; color: var(--quiet); }
.row { display: flex; flex-direction: column; align-items: flex-start; margin-top: 3px; max-width: 86%; }
.row.first { margin-top: 14px; }
.row.mine { align-self: flex-end; align-items: flex-end; }
.row.new { animation: rise .2s ease-out; }
.who { margin: 0 0 4px 4px; font-size: 12px; font-weight: 500; color: var(--quiet); }
.bubble { padding: 9px 14px; border-radius: var(--radius); background: var(--raised); white-space: pre-wrap; overflow-wrap: anywhere; }
.row:not(.mine) .bubble { border-bottom-left-radius: 6px; }
.mine .bubble { background: var(--accent); color: var(--on-accent); border-bottom-right-radius: 6px; }
.pending .bubble { opacity: .62; }
.bubble a { color: inherit; text-decoration: underline; text-underline-offset: 2px; }
.bubble + .bubble { margin-top: 3px; }
.bubble.picture { padding: 0; overflow: hidden; background: var(--sunken); }
.picture img { display: block; max-width: 100%; max-height: 260px; object-fit: cover; }
.picture audio { display: block; width: 260px; max-width: 100%; }
.choices { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 8px; }
.choice { padding: 7px 14px; min-height: 36px; border-radius: 18px; border: 1px solid color-mix(in srgb, var(--accent) 45%, var(--line)); color: var(--ink); font-weight: 500; transition: background .15s; }
.choice:hover { background: color-mix(in srgb, var(--accent) 10%, transparent); }
.state { margin: 3px 4px 0; font-size: 12px; color: var(--quiet); }
.failed .state { color: var(--danger); }
.state button { margin-left: 4px; padding: 4px; font-weight: 600; text-decoration: underline; text-underline-offset: 2px; }
.state progress { width: 96px; height: 6px; vertical-align: middle; accent-color: var(--accent-line); }
.questions { display: flex; flex-direction: column; gap: 12px; margin: 0; padding: 14px 16px max(16px, env(safe-area-inset-bottom)); border-top: 1px solid var(--line); max-height: 70%; overflow-y: auto; }
.questions[hidden], .composer[hidden] { display: none; }
.lead { margin: 0; font-weight: 600; }
.question { display: flex; flex-direction: column; gap: 4px; }
.question label { font-size: 14px; font-weight: 500; }
.question input:not([type=checkbox]) { font: inherit; color: inherit; min-height: 44px; padding: 8px 12px; border: 1px solid var(--quiet); border-radius: 10px; background: var(--sunken); }
.question input[aria-invalid=true] { border-color: var(--danger); }
.check { flex-direction: row; gap: 10px; align-items: flex-start; } .check input { width: 22px; height: 22px; margin: 0; flex: none; accent-color: var(--accent-line); }
.check div { display: flex; flex-direction: column; gap: 2px; } .check a { color: inherit; font-size: 14px; }
.wrong { font-size: 13px; color: var(--danger); } .wrong:empty { display: none; }
.submit { min-height: 44px; padding: 8px 18px; border-radius: 12px; background: var(--accent); color: var(--on-accent); font-weight: 600; }
.drop { display: none; position: absolute; inset: 8px; margin: 0; border: 2px dashed var(--accent-line); border-radius: var(--radius); place-items: center; background: color-mix(in srgb, var(--surface) 92%, transparent); font-weight: 600; pointer-events: none; }
.over .drop { display: grid; }
.clip { width: 40px; height: 44px; color: var(--quiet); } .clip:hover { background: var(--raised); }
.typing { display: inline-flex; gap: 4px; padding: 14px; align-self: flex-start; margin-top: 8px; border-radius: 18px 18px 18px 6px; background: var(--raised); }
.typing[hidden] { display: none; }
.typing i { width: 6px; height: 6px; border-radius: 50%; background: var(--quiet); animation: breathe 1.2s infinite ease-in-out; }
.typing i:nth-child(2) { animation-delay: .15s; } .typing i:nth-child(3) { animation-delay: .3s; }
.composer { display: flex; align-items: flex-end; gap: 8px; margin: 0; padding: 10px 12px max(12px, env(safe-area-inset-bottom)); border-top: 1px solid var(--line); }
.composer label { flex: 1; min-width: 0; display: block; }
textarea { display: block; width: 100%; resize: none; max-height: 132px; min-height: 44px; padding: 10px 14px; border: 1px solid var(--line); border-radius: 14px; background: var(--sunken);
  font-size: 15px; line-height: 22px; overflow-y: auto; scrollbar-width: thin; transition: border-color .15s, background .15s; }
textarea::placeholder { color: var(--quiet); opacity: 1; }
textarea:focus { border-color: var(--accent-line); background: var(--surface); outline: 3px solid color-mix(in srgb, var(--accent) 18%, transparent); outline-offset: 0; }
.send { width: 44px; height: 44px; border-radius: 14px; display: grid; place-items: center; background: var(--accent); color: var(--on-accent); flex: none; transition: opacity .15s, transform .12s; }
.send svg { width: 19px; height: 19px; }
.send:disabled { background: var(--raised); color: var(--quiet); cursor: default; }
.send:not(:disabled):active { transform: scale(.94); }
.notice { margin: 0; padding: 0 16px 8px; font-size: 13px; color: var(--danger); }
.notice:empty { display: none; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:host([data-side=left]) { --side: max(20px, env(safe-area-inset-left)); --other: auto; }
@media (max-width: 480px), (max-height: 420px) { .panel { inset: 0 0 auto 0; width: 100%; height: var(--visible-height, 100dvh); max-width: none; border-radius: 0; padding-top: env(safe-area-inset-top); background: linear-gradient(var(--accent) 40%, var(--surface) 40%); }
  .log, .composer, .notice, .questions { background: var(--surface); } .notice { margin: 0; } textarea { font-size: 16px; } .launcher[aria-expanded=true] { display: none; } }
@keyframes arrive { from { opacity: 0; transform: scale(.6); } }
@keyframes rise { from { opacity: 0; transform: translateY(6px); } }
@keyframes breathe { 0%, 60%, 100% { opacity: .35; } 30% { opacity: 1; } }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition-duration: 0s !important; } }
@media (forced-colors: active) { :host, :host([data-theme]) { --ink: CanvasText; --quiet: CanvasText; --danger: CanvasText; --surface: Canvas; --raised: Canvas; --sunken: Canvas; --line: CanvasText; }
  .launcher, .send, .bubble, .panel, .submit { border: 1px solid; } .typing i { background: CanvasText; } }
`

/** Picks black or white, whichever reads better on a colour (WCAG relative luminance). */
export const readableOn = (colour: string): string => {
  const light = lightOf(colour)
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? '#ffffff' : '#000000'
}

/** The colour itself, or as little darker or lighter as it takes to be seen on a surface (3:1, as WCAG asks of lines). */
export const visibleOn = (colour: string, surface: string): string => {
  const towards = lightOf(surface) > 0.5 ? 0 : 255
  const parts = partsOf(colour)
  for (let step = 0; step <= 20; step++) {
    const mixed = `#${parts
      .map((part) =>
        Math.round(part + ((towards - part) * step) / 20)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`
    const [a, b] = [lightOf(mixed), lightOf(surface)]
    if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) >= 3) return mixed
  }
  return towards === 0 ? '#000000' : '#ffffff'
}

const partsOf = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

const lightOf = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = partsOf(colour).map((whole) => {
    const part = whole / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
