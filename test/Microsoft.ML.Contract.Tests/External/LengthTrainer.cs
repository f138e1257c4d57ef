using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.External;

/// <summary>A classifier from outside of ML.NET: it tells classes apart by the mean length of their texts.</summary>
internal sealed class LengthTrainer(string labelColumn, string textColumn) : IEstimator<LengthModel>
{
    public LengthModel Fit(IDataView input)
    {
        var label = input.Schema[labelColumn];
        var text = input.Schema[textColumn];
        VBuffer<ReadOnlyMemory<char>> names = default;
        label.GetKeyValues(ref names);
        var sums = new double[names.Length];
        var counts = new int[names.Length];

        using var cursor = input.GetRowCursor([label, text]);
        var getLabel = cursor.GetGetter<uint>(label);
        var getText = cursor.GetGetter<ReadOnlyMemory<char>>(text);
        uint key = 0;
        ReadOnlyMemory<char> value = default;
        while (cursor.MoveNext())
        {
            getLabel(ref key);
            getText(ref value);
            sums[key - 1] += value.Length;
            counts[key - 1]++;
        }

        var means = sums.Zip(counts, (sum, count) => (float)(sum / Math.Max(1, count)));
        return new LengthModel(textColumn, [.. means], [.. names.DenseValues().Select(name => name.ToString())]);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var label = inputSchema.Single(column => column.Name == labelColumn);
        if (!label.IsKey)
            throw new ArgumentOutOfRangeException(nameof(inputSchema), $"'{labelColumn}' has to be a key.");
        var slotNames = Internals.NewShape("SlotNames", SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false, null);
        var keyValues = label.Annotations.Single(column => column.Name == "KeyValues");
        return new SchemaShape(
        [
            .. inputSchema,
            Internals.NewShape("Score", SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, new SchemaShape([slotNames])),
            Internals.NewShape("PredictedLabel", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true, new SchemaShape([keyValues])),
        ]);
    }
}
