using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Augmentation;

/// <summary>What a cursor gives for a row.</summary>
internal sealed record MadeRow(string Label, string First, string Second, int Number, string Id, long Position)
{
    public static IReadOnlyList<MadeRow> Of(IDataView data)
    {
        using var cursor = data.GetRowCursor(data.Schema);
        return Read(cursor);
    }

    public static IReadOnlyList<MadeRow> Read(DataViewRowCursor cursor)
    {
        ValueGetter<ReadOnlyMemory<char>> Getter(string column) => cursor.GetGetter<ReadOnlyMemory<char>>(cursor.Schema[column]);
        var (label, first, second) = (Getter(nameof(Message.Label)), Getter(nameof(Message.Sentence1)), Getter(nameof(Message.Sentence2)));
        var (number, id) = (cursor.GetGetter<int>(cursor.Schema[nameof(Message.Number)]), cursor.GetIdGetter());
        var rows = new List<MadeRow>();
        while (cursor.MoveNext())
        {
            var number0 = 0;
            number(ref number0);
            DataViewRowId rowId = default;
            id(ref rowId);
            rows.Add(new MadeRow(Text(label), Text(first), Text(second), number0, rowId.ToString(), cursor.Position));
        }

        return rows;

        static string Text(ValueGetter<ReadOnlyMemory<char>> getter)
        {
            ReadOnlyMemory<char> value = default;
            getter(ref value);
            return value.ToString();
        }
    }
}
