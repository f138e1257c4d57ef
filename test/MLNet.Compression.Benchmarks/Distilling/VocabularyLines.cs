using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>
/// Narrow students with 5,000 pieces of their own, as deep as the teacher (Zhao et al. 2019, table 1): from scratch, after masked LM alone on
/// running text, and after it beside a teacher that learns their pieces; then fine-tuning on the labels.
/// </summary>
internal static class VocabularyLines
{
    private const string Table = "small-vocabulary";
    private const int Pieces = 5_000;
    private const int Heads = 12;
    private static readonly int[] _widths = [48, 96, 192];

    private static readonly DistillationRecipe _words = new("masked LM", new DistillationStage("learn words", 1, new LanguageModelLoss()) { Masking = Masking.Bert })
    {
        Start = StudentInitialization.Random,
    };

    private static readonly (string Name, DistillationRecipe? Recipe)[] _ways =
    [
        ("from scratch", null),
        ("masked LM alone", _words),
        ("dual training, down", DistillationRecipe.DualTraining()),
        ("dual training, up", DistillationRecipe.DualTraining(ProjectionDirection.Up)),
        ("mixed vocabulary", DistillationRecipe.MixedVocabulary()),
    ];

    public static IReadOnlyList<DistillationLine> All { get; } =
    [
        .. _widths.SelectMany(width => _ways.Select(way => new DistillationLine(
            Table, FormattableString.Invariant($"{width} wide, {way.Name}"), sitting => Train(sitting, ShapeOf(sitting, width), way.Recipe)))),
    ];

    private static ModelShape ShapeOf(DistillationSitting sitting, int width) => new(sitting.Teacher.Model.Shape.Layers.Length, width, Heads, 4 * width);

    private static FullPrecisionTransformer Train(DistillationSitting sitting, ModelShape student, DistillationRecipe? recipe)
    {
        using var general = recipe is null ? null : Pretrain(sitting, student, recipe);
        return sitting.Context.MulticlassClassification.Trainers.TextClassification(new TextClassificationTrainer.Options
        {
            Sentence1ColumnName = nameof(LabeledPair.Text),
            StartFrom = general,
            Shape = general is null ? student : null,
            VocabularySize = Pieces,
            Epochs = sitting.Epochs,
            Progress = sitting.Progress,
            CancellationToken = sitting.Stop,
        }).Fit(sitting.View(sitting.Train));
    }

    private static PretrainedTextTransformer Pretrain(DistillationSitting sitting, ModelShape student, DistillationRecipe recipe)
    {
        var ml = sitting.Context;
        return ml.Transforms.Text.GeneralDistillation(sitting.LanguageModel, new GeneralDistillationTrainer.Options
        {
            Student = student with { VocabularySize = Pieces },
            StudentVocabulary = StudentVocabulary.Learned,
            Recipe = recipe,
            Epochs = 1,
            LearningRate = sitting.LearningRate,
            TextColumnName = nameof(MadeText.Text),
            Progress = sitting.Progress,
            CancellationToken = sitting.Stop,
        }).Fit(ml.Data.LoadFromEnumerable(sitting.RunningText.Select(text => new MadeText { Text = text })));
    }
}
