extension ContactPage {
    /// Colours have a contrast of 4.5 to 1 or more on each ground, by day and by night.
    static let style = """
        :root { color-scheme: light dark; --paper: #f4f4f1; --card: #fff; --ink: #1b1b1e; --soft: #5a5a62; --line: #d9d9d3;
          --well: #e9e9e4; --good: #17652f; --bad: #a1232a; --warn: #7d4500; --link: #1f4fa8; }
        @media (prefers-color-scheme: dark) { :root { --paper: #131315; --card: #1d1d20; --ink: #ececef; --soft: #a9a9b3;
          --line: #37373d; --well: #28282d; --good: #74d190; --bad: #ff9188; --warn: #efb366; --link: #8fb7ff; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        header, main, section, footer { max-width: 104rem; margin: 0 auto; padding: 0 clamp(.9rem, 3vw, 2.5rem); }
        header { padding-top: clamp(1rem, 3vw, 2.2rem); padding-bottom: 1.1rem; }
        header p { margin: .15rem 0; color: var(--soft); }
        h1 { font-size: clamp(1.25rem, 2.6vw, 1.75rem); line-height: 1.25; letter-spacing: -.01em; margin: 0 0 .4rem; text-wrap: balance; }
        h1, h2, pre, p, dd, figcaption, td { overflow-wrap: anywhere; unicode-bidi: isolate; }
        a { color: var(--link); text-underline-offset: .15em; }
        :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
        main { display: grid; gap: clamp(.8rem, 1.6vw, 1.4rem); grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); }
        main.beside { grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
        article { display: flex; flex-direction: column; min-width: 0; background: var(--card); border: 1px solid var(--line);
          border-radius: .65rem; overflow: hidden; }
        article > * { margin: 0 1rem; }
        article > :first-child:not(figure) { margin-top: .9rem; }
        article > :last-child { margin-bottom: 1rem; }
        article.chosen { border-color: var(--good); box-shadow: 0 0 0 1px var(--good); }
        article.failed { border-color: var(--bad); }
        h2 { font-size: 1rem; line-height: 1.35; margin: .8rem 1rem .2rem; }
        figure { margin: 0 !important; }
        h2 + figure { padding-top: .4rem; }
        h2 .mark { margin: 0 .3rem; vertical-align: .1em; }
        figure + figure { border-top: 1px solid var(--line); }
        .well { position: relative; display: grid; align-content: center; background: var(--well); aspect-ratio: 4 / 3; overflow: hidden; }
        .well > a { display: block; }
        .well img, .well video { position: absolute; inset: 0; display: block; width: 100%; height: 100%; object-fit: contain; }
        .well video { background: #000; }
        .beside .well { aspect-ratio: auto; min-height: 8rem; }
        .beside .well img, .beside .well video { position: static; height: auto; max-height: min(40rem, 80vh); }
        .well .none { padding: 2rem 1rem; color: var(--soft); text-align: center; }
        .well svg { display: block; width: 100%; height: 6.5rem; padding: .8rem 1rem; fill: var(--soft); }
        .well audio { display: block; width: calc(100% - 1.2rem); height: 2.4rem; margin: 0 .6rem .7rem; }
        figcaption { font-size: .8rem; line-height: 1.4; color: var(--soft); padding: .5rem 1rem 0; }
        pre { white-space: pre-wrap; font: inherit; max-height: 15rem; overflow: auto; tab-size: 4; }
        article > pre { margin: .35rem 1rem; }
        .beside article > pre { max-height: 40rem; margin-top: .5rem; }
        pre.answer { border-inline-start: 3px solid var(--line); padding-inline-start: .8rem; }
        pre.whole { margin: 0 0 .6rem; }
        .facts { color: var(--soft); font-size: .85rem; margin: .3rem 1rem 0; }
        .mark { display: inline-block; font-size: .75rem; font-weight: 600; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .55rem; margin: .15rem .3rem .15rem 0; }
        .marks { margin: .55rem 1rem 0; }
        .good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); } .soft { color: var(--soft); }
        .remark { color: var(--warn); font-size: .85rem; margin: .3rem 1rem 0; }
        .error { color: var(--bad); margin: .4rem 1rem 0; }
        details { margin-top: auto; padding-top: .5rem; font-size: .8rem; color: var(--soft); }
        summary { cursor: pointer; width: max-content; }
        dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .05rem .8rem; margin: .4rem 0 0; }
        dt { font-weight: 600; }
        dd { margin: 0; }
        section { margin-top: 1.6rem; }
        .table { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .65rem; }
        table { border-collapse: collapse; width: 100%; font-size: .87rem; font-variant-numeric: tabular-nums; }
        caption { text-align: start; padding: .7rem .9rem .2rem; font-weight: 600; }
        th, td { padding: .4rem .9rem; text-align: end; white-space: nowrap; border-top: 1px solid var(--line); }
        thead th { color: var(--soft); font-size: .75rem; font-weight: 600; letter-spacing: .03em; border-top: 0; }
        th:first-child { text-align: start; }
        footer { padding-top: 1.4rem; padding-bottom: 1.6rem; color: var(--soft); font-size: .8rem; }
        footer p { margin: 0; }
        @media print {
          :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --well: #f2f2f2; --good: #17652f; --bad: #a1232a; --warn: #7d4500; --link: #000; }
          body { font-size: 11px; }
          main { display: block; columns: 2; column-gap: .8rem; }
          main.beside { display: grid; grid-template-columns: repeat(2, 1fr); }
          article { break-inside: avoid; margin-bottom: .8rem; }
          article:has(pre.answer) { break-inside: auto; }
          pre { max-height: none !important; overflow: visible; }
          .table { overflow: visible; border: 0; }
          th, td { padding: .25rem .35rem; white-space: normal; }
          audio, summary { display: none !important; }
          details::details-content { content-visibility: visible; block-size: auto; }
        }
        """
}
