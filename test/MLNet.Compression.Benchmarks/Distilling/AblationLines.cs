using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>DistilBERT's ablation (Sanh et al. 2019, table 4): general distillation on running text without one of its parts, then fine-tuning on the labels.</summary>
internal static class AblationLines
{
    private const string Table = "distilbert";
    private static readonly DistillationRecipe _triple = DistillationRecipe.DistilBertGeneral with { Start = StudentInitialization.LayersOf(LayerMap.Alternate) };

    public static IReadOnlyList<DistillationLine> All { get; } =
    [
        new(Table, "triple loss", sitting => Train(sitting, _triple)),
        new(Table, "without KL", sitting => Train(sitting, _triple.Without<PredictionLoss>())),
        new(Table, "without cosine", sitting => Train(sitting, _triple.Without<CosineLoss>())),
        new(Table, "without masked LM", sitting => Train(sitting, _triple.Without<LanguageModelLoss>())),
        new(Table, "random start", sitting => Train(sitting, _triple with { Start = StudentInitialization.Random })),
    ];

    private static FullPrecisionTransformer Train(DistillationSitting sitting, DistillationRecipe recipe)
    {
        var ml = sitting.Context;
        using var general = ml.Transforms.Text.GeneralDistillation(sitting.LanguageModel, new GeneralDistillationTrainer.Options
        {
            Student = sitting.Student,
            Recipe = recipe,
            Epochs = 1,
            LearningRate = sitting.LearningRate,
            TextColumnName = nameof(LabeledPair.Text),
            Progress = sitting.Progress,
            CancellationToken = sitting.Stop,
        }).Fit(ml.Data.LoadFromEnumerable(sitting.RunningText.Select(text => new MadeText { Text = text })));
        return ml.MulticlassClassification.Trainers.TextClassification(new TextClassificationTrainer.Options
        {
            Sentence1ColumnName = nameof(LabeledPair.Text),
            StartFrom = general,
            Epochs = sitting.Epochs,
            Progress = sitting.Progress,
            CancellationToken = sitting.Stop,
        }).Fit(sitting.View(sitting.Train));
    }
}
