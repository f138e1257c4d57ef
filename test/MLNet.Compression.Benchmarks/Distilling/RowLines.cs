using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>What rows without labels, and texts that were made, buy where a thousand rows have labels.</summary>
internal static class RowLines
{
    private const string Table = "rows";
    private const int LabeledRows = 1000;
    private const double Confidence = 0.9;

    private static readonly DistillationRecipe _labels = new("labels", new DistillationStage("fine-tune", 1, new LabelLoss()));

    public static IReadOnlyList<DistillationLine> All { get; } =
    [
        new(Table, "1,000 labelled: labels alone", sitting => Distil(sitting, _labels, withOthers: false)),
        new(Table, "1,000 labelled: predictions", sitting => Distil(sitting, DistillationRecipe.Hinton(alpha: 1), withOthers: false)),
        new(Table, "1,000 labelled: Joint", sitting => Distil(sitting, DistillationRecipe.Joint, withOthers: false)),
        new(Table, "1,000 labelled, varied by word vectors: Joint", sitting => Distil(sitting, DistillationRecipe.Joint, withOthers: false, augments: true)),
        new(Table, "1,000 labelled + others: pseudo-labels", sitting => Distil(sitting, _labels, withOthers: true, confidence: Confidence)),
        new(Table, "1,000 labelled + others: CrossView", sitting => Distil(sitting, DistillationRecipe.CrossView(), withOthers: true)),
        new(Table, "1,000 labelled + others: predictions", sitting => Distil(sitting, DistillationRecipe.Hinton(alpha: 1), withOthers: true)),
        new(Table, "1,000 labelled + others: Joint", sitting => Distil(sitting, DistillationRecipe.Joint, withOthers: true)),
    ];

    /// <summary>Distils on the first rows, as often as it takes for as many rows as all lines see.</summary>
    private static TextModelTransformer Distil(
        DistillationSitting sitting, DistillationRecipe recipe, bool withOthers, double? confidence = null, bool augments = false)
    {
        LabeledPair[] labeled = [.. sitting.Train.Take(LabeledRows)];
        var options = sitting.Options(recipe);
        options.UnlabeledSet = withOthers ? sitting.View(sitting.Train.Skip(LabeledRows)) : null;
        options.PseudoLabelConfidence = confidence;
        var times = Math.Max(2, sitting.Train.Count / LabeledRows);
        options.Augmentation = augments ? new AugmentationOptions { WordVectorFile = sitting.WordVectors, Variants = times - 1 } : null;
        options.Epochs = sitting.Epochs * (withOthers || augments ? 1 : times);
        return sitting.Distil(options, labeled);
    }
}
