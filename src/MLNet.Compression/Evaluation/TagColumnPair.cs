using Microsoft.ML;

namespace MLNet.Compression.Evaluation;

/// <summary>Two columns of tags, read row by row.</summary>
internal static class TagColumnPair
{
    /// <summary>The tags of both columns of one view, which is read once.</summary>
    public static List<(int?[] First, int?[] Second)> Read(IDataView data, TagColumn first, TagColumn second)
    {
        using var cursor = data.GetRowCursor([first.Column, second.Column]);
        var (readFirst, readSecond, rows) = (first.Open(cursor), second.Open(cursor), new List<(int?[], int?[])>());
        while (cursor.MoveNext())
        {
            rows.Add((readFirst(), readSecond()));
        }

        return rows;
    }

    /// <summary>The tags of a column of each of two views of the same rows.</summary>
    public static List<(int?[] First, int?[] Second)> Read(IDataView firstData, TagColumn first, IDataView secondData, TagColumn second, CancellationToken cancellationToken)
    {
        using var firstCursor = firstData.GetRowCursor([first.Column]);
        using var secondCursor = secondData.GetRowCursor([second.Column]);
        var (readFirst, readSecond, rows) = (first.Open(firstCursor), second.Open(secondCursor), new List<(int?[], int?[])>());
        while (firstCursor.MoveNext() && secondCursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add((readFirst(), readSecond()));
        }

        return rows;
    }
}
