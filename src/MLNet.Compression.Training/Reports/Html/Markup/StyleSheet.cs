using System.Text;

namespace MLNet.Compression.Training.Reports.Html.Markup;

/// <summary>The style of the page. It holds nothing that comes from data.</summary>
internal sealed class StyleSheet : HtmlNode
{
    private const string Rules = """
        :root { color-scheme: light dark; --page: #f6f7f9; --card: #ffffff; --text: #1a1d21; --soft: #545b64; --line: #d5d9de; --grid: #e6e9ed;
          --s1: #0b5cad; --s2: #b04a00; --s3: #1a7430; --s4: #7440b8; --s5: #b3246b; --s6: #5b6470; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #111417; --card: #1a1e23; --text: #e7eaee; --soft: #a9b1bb; --line: #3a414a; --grid: #2a3038;
            --s1: #74b4ff; --s2: #ffab5e; --s3: #6fd98a; --s4: #c6a5ff; --s5: #ff8cbf; --s6: #a3acb8; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
        header, main, footer { max-width: 1080px; margin: 0 auto; padding: 0 16px; }
        header { padding-top: 24px; }
        footer { padding-bottom: 32px; color: var(--soft); font-size: 14px; }
        h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; }
        h2 { font-size: 20px; line-height: 1.3; margin: 0 0 4px; }
        h3 { font-size: 16px; margin: 0; }
        p { margin: 0 0 12px; max-width: 76ch; }
        .soft, .note, figcaption, caption { color: var(--soft); }
        .note { font-size: 14px; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px; margin: 16px 0; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(136px, 1fr)); gap: 12px; margin: 0; }
        .tiles div { border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; min-width: 0; }
        .tiles dt { font-size: 13px; color: var(--soft); }
        .tiles dd { margin: 0; font-size: 22px; font-weight: 600; line-height: 1.3; font-variant-numeric: tabular-nums; }
        .tiles dd small { display: block; font-size: 13px; font-weight: 400; color: var(--soft); }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 20px; align-items: start; margin-top: 8px; }
        figure { margin: 0; min-width: 0; max-width: 500px; }
        figcaption { font-size: 14px; color: var(--text); font-weight: 600; margin-bottom: 4px; }
        svg { display: block; width: 100%; height: auto; font: 12px system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
        svg text { fill: var(--text); unicode-bidi: isolate; }
        svg .tick, svg .name { fill: var(--soft); }
        svg .end { text-anchor: end; }
        svg .middle { text-anchor: middle; }
        svg .small { font-size: 10px; }
        svg .over { paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round; }
        svg .grid { stroke: var(--grid); stroke-width: 1; }
        svg .axis { stroke: var(--soft); stroke-width: 1; }
        svg .path { fill: none; stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 4 3; }
        svg .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
        svg .cell { stroke: var(--line); stroke-width: 0.5; }
        .f1 { fill: var(--s1); } .f2 { fill: var(--s2); } .f3 { fill: var(--s3); } .f4 { fill: var(--s4); } .f5 { fill: var(--s5); } .f6 { fill: var(--s6); }
        .l1 { stroke: var(--s1); } .l2 { stroke: var(--s2); stroke-dasharray: 7 4; } .l3 { stroke: var(--s3); stroke-dasharray: 2 4; } .l4 { stroke: var(--s4); }
        .k1 { background: var(--s1); } .k2 { background: var(--s2); } .k3 { background: var(--s3); } .k4 { background: var(--s4); } .k5 { background: var(--s5); } .k6 { background: var(--s6); }
        .key { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 6px 0 0; padding: 0; font-size: 14px; }
        .key i { display: inline-block; width: 12px; height: 12px; border-radius: 3px; margin-right: 6px; }
        .scroll { overflow-x: auto; max-width: 100%; margin: 12px 0 0; }
        .scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--s1); outline-offset: 2px; }
        table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; width: 100%; }
        caption { text-align: start; font-size: 14px; padding-bottom: 4px; }
        th, td { padding: 4px 10px; border-bottom: 1px solid var(--grid); text-align: end; vertical-align: top; }
        thead th { border-bottom: 1px solid var(--line); color: var(--soft); font-weight: 600; }
        th[scope=row] { font-weight: 600; min-width: 112px; max-width: 320px; }
        tr > :first-child { text-align: start; padding-left: 0; }
        tr > :last-child { padding-right: 0; }
        table.words td, table.words th { text-align: start; }
        thead th { overflow-wrap: normal; vertical-align: bottom; }
        td.number { white-space: nowrap; }
        table.words { overflow-wrap: break-word; }
        table.words td { min-width: 72px; }
        pre { overflow-x: auto; font-size: 13px; line-height: 1.4; margin: 12px 0 0; }
        details { margin-top: 10px; }
        summary { cursor: pointer; font-size: 14px; }
        @media print { section { break-inside: avoid; } body { background: none; } }
        """;

    public override void WriteTo(StringBuilder page) => page.Append("<style>\n").Append(Rules).Append("\n</style>");
}
