using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.DataOperations;

/// <summary>A row that can be told from all others, of one of ten groups.</summary>
internal sealed class NumberedRow
{
    public int Id { get; set; }

    public float Value { get; set; }

    public string Group { get; set; } = "";

    [KeyType(4)]
    public uint Key { get; set; }

    public static NumberedRow[] Create(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new NumberedRow { Id = i, Value = i / 2f, Group = $"group {i % 10}", Key = (uint)(i % 4) })];

    public static int[] Ids(IDataView data) => [.. data.GetColumn<int>(nameof(Id))];
}
