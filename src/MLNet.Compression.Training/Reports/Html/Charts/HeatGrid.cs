using System.Globalization;
using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>A grid whose cells are the darker the larger their values.</summary>
internal static class HeatGrid
{
    private const double MostShade = 0.55;
    private const double LetterWidth = 6.2;
    private const double TextHeight = 11;
    private const double NarrowColumn = 20;
    private const int ShortestCut = 3;

    /// <param name="caption">What it shows.</param>
    /// <param name="description">What is to be seen in it.</param>
    /// <param name="rows">A name and cells for each row; null for a cell that is not there.</param>
    /// <param name="columns">The columns' names.</param>
    /// <param name="nameWidth">Room for the rows' names.</param>
    /// <param name="mostHeight">The largest height of a row.</param>
    public static HtmlElement Draw(
        string caption, string description, IReadOnlyList<(string Name, IReadOnlyList<HeatCell?> Cells)> rows, IReadOnlyList<string> columns, double nameWidth, double mostHeight)
    {
        var width = (Svg.Width - nameWidth) / Math.Max(1, columns.Count);
        var height = Math.Min(mostHeight, width);
        var top = columns.Any(name => name.Length > 0) ? 18 : 0;
        var cells = rows.SelectMany((row, y) => row.Cells.SelectMany((cell, x) => cell is null ? [] : Drawn(cell, nameWidth + (x * width), top + (y * height), width, height)));
        return Svg.Figure(
            caption,
            description,
            top + (rows.Count * height) + 1,
            [
                .. ColumnNames(columns, nameWidth, width),
                .. rows.Select((row, y) => Svg.Text(nameWidth - 6, top + ((y + 0.5) * height) + 4, Svg.Fitting(row.Name, nameWidth - 6), height < 14 ? "end small" : "end")),
                .. cells,
            ]);
    }

    /// <summary>The names of columns, or where there is no room for all every second, third and so on.</summary>
    private static IEnumerable<HtmlNode> ColumnNames(IReadOnlyList<string> columns, double left, double width)
    {
        var longest = columns.Select(name => Math.Min(name.Length, ShortestCut)).DefaultIfEmpty(0).Max() * LetterWidth;
        var every = Math.Max(1, (int)Math.Ceiling(longest / width));
        return columns.Index().Where(column => column.Index % every == 0)
            .Select(column => Svg.Text(left + ((column.Index + 0.5) * width), 12, Svg.Fitting(column.Item, width * every), width < NarrowColumn ? "tick middle small" : "tick middle"));
    }

    private static IEnumerable<HtmlNode> Drawn(HeatCell cell, double x, double y, double width, double height)
    {
        yield return Svg.Box(x, y, width, height, $"cell f{cell.Color}")
            .With("fill-opacity", (Math.Clamp(cell.Shade, 0, 1) * MostShade).ToString("0.###", CultureInfo.InvariantCulture));
        if (cell.Text.Length > 0 && cell.Text.Length * LetterWidth <= width && TextHeight <= height)
        {
            yield return Svg.Text(x + (width / 2), y + (height / 2) + 4, cell.Text, "middle small");
        }
    }
}
