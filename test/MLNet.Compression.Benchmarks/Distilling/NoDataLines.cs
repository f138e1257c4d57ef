using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>A teacher whose training data is lost: the student learns from texts that a masked-LM makes of a few seeds, none of which has a label (Bucila et al. 2006).</summary>
internal static class NoDataLines
{
    private const string Table = "no-data";
    private const int SweepsFromNothing = 10;
    private const int TokensFromNothing = 32;

    /// <summary>From nothing a text takes some hundred passes of the masked-LM, so that fewer are made and learnt from as often.</summary>
    private const int TimesFromNothing = 4;

    private const int LengthsFromNothing = 1000;

    public static IReadOnlyList<DistillationLine> All { get; } = [Of(0), Of(100), Of(1000)];

    private static DistillationLine Of(int seeds) => new(Table, FormattableString.Invariant($"{seeds} texts and what is made of them"), sitting => Train(sitting, seeds));

    private static FullPrecisionTransformer Train(DistillationSitting sitting, int count)
    {
        var ml = sitting.Context;
        LabeledPair[] seeds = [.. sitting.Train.Take(count)];
        // Without a text to begin with, the lengths are those of running text.
        var start = seeds.Length > 0 ? seeds : [.. sitting.RunningText.Take(LengthsFromNothing).Select(text => new LabeledPair { Text = text })];
        var sampled = ml.Data.SampleTexts(sitting.View(start), new TextSamplingOptions
        {
            Sentence1ColumnName = nameof(LabeledPair.Text),
            MaskedLanguageModel = sitting.LanguageModel,
            Count = seeds.Length > 0 ? sitting.Train.Count - seeds.Length : sitting.Train.Count / TimesFromNothing,
            MaxTokens = seeds.Length > 0 ? new TextSamplingOptions().MaxTokens : TokensFromNothing,
            Start = seeds.Length > 0 ? SampledStart.SeedText : SampledStart.Masks,
            Sweeps = seeds.Length > 0 ? 1 : SweepsFromNothing,
            CancellationToken = sitting.Stop,
        });
        var made = ml.Data.CreateEnumerable<MadeText>(sampled, reuseRowObject: false).Select(row => row.Text);
        var texts = ml.Data.LoadFromEnumerable(seeds.Select(row => row.Text).Concat(made).Select(text => new MadeText { Text = text }));
        var options = sitting.Options(DistillationRecipe.Joint);
        options.Epochs = sitting.Epochs * (seeds.Length > 0 ? 1 : TimesFromNothing);
        return ml.MulticlassClassification.Trainers.Distillation(sitting.Teacher, options).Fit(texts);
    }
}
