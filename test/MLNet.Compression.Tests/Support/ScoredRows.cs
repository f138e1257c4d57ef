using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Tests.Support;

/// <summary>What a model adds to rows, exact to the bit.</summary>
internal static class ScoredRows
{
    /// <summary>For each row number, predicted label and scores, in the order of the view.</summary>
    public static IReadOnlyList<string> Of(IDataView scored)
    {
        using var cursor = scored.GetRowCursor(scored.Schema);
        return Read(cursor);
    }

    public static IReadOnlyList<string> Read(DataViewRowCursor cursor)
    {
        var getNumber = cursor.GetGetter<int>(cursor.Schema[nameof(Message.Number)]);
        var readLabel = AnyColumn.Getter(cursor, cursor.Schema["PredictedLabel"]);
        var getScores = cursor.GetGetter<VBuffer<float>>(cursor.Schema["Score"]);
        var rows = new List<string>();
        var (number, scores) = (0, default(VBuffer<float>));
        while (cursor.MoveNext())
        {
            getNumber(ref number);
            getScores(ref scores);
            rows.Add($"{number}: {readLabel()} {Bits(scores.GetValues())}");
        }

        return rows;
    }

    /// <summary>Numbers by their bits.</summary>
    public static string Bits(ReadOnlySpan<float> values) => string.Join(' ', values.ToArray().Select(value => BitConverter.SingleToUInt32Bits(value).ToString("x8", CultureInfo.InvariantCulture)));
}
