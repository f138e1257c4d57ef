using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Initialization;

/// <summary>The heads, and the features within each, that a student takes from a teacher's attention.</summary>
/// <param name="QueryKeyValueRows">Rows of the teacher's query-key-value matrix, in the student's order.</param>
/// <param name="ContextColumns">Columns of the teacher's attention output matrix, in the student's order.</param>
internal sealed record HeadSelection(int[] QueryKeyValueRows, int[] ContextColumns)
{
    /// <summary>The strongest heads; within each the strongest query-key features and the strongest value features. Null where the student has more.</summary>
    public static HeadSelection? Choose(BertLayer teacher, LayerShape from, LayerShape to)
    {
        if (to.Heads > from.Heads || to.HeadSize > from.HeadSize)
        {
            return null;
        }

        var rows = WeightStrength.OfRows(teacher.QueryKeyValue.Weight);
        var size = from.AttentionSize;
        var matching = WeightStrength.Products(rows.AsSpan(0, size), rows.AsSpan(size, size));
        var passing = WeightStrength.Products(rows.AsSpan(2 * size, size), WeightStrength.OfColumns(teacher.AttentionOutput.Weight));
        var headStrength = new double[from.Heads];
        for (var feature = 0; feature < size; feature++)
        {
            headStrength[feature / from.HeadSize] += passing[feature];
        }

        var heads = FeatureSelection.Strongest(headStrength, to.Heads)!;
        var matchingFeatures = FeaturesOf(heads, matching, from.HeadSize, to.HeadSize);
        var passingFeatures = FeaturesOf(heads, passing, from.HeadSize, to.HeadSize);
        return new HeadSelection(
            [.. matchingFeatures, .. matchingFeatures.Select(f => f + size), .. passingFeatures.Select(f => f + (2 * size))],
            passingFeatures);
    }

    private static int[] FeaturesOf(int[] heads, double[] strength, int fromSize, int toSize) =>
    [
        .. heads.SelectMany(head => FeatureSelection
            .Strongest(strength.AsSpan(head * fromSize, fromSize), toSize)!
            .Select(feature => (head * fromSize) + feature)),
    ];
}
