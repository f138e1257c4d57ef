using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Seeds;
using MLNet.Compression.Training.Augmentation;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Augmentation;

/// <summary>Checks what texts are to be made of, reads the models, and says what the user should know.</summary>
internal static class MadeTexts
{
    private const int RowsBetweenChecks = 1024;

    /// <exception cref="ArgumentException">An option is out of range, a column is missing or of another type, or the model has no masked-LM head.</exception>
    public static AugmentedDataView Augment(IHostEnvironment environment, IDataView data, TextAugmentationOptions options)
    {
        OptionsValidation.Validate(options);
        var copy = (TextAugmentationOptions)options.Clone();
        var schema = MicrosoftMLInternals.ShapeOf(data.Schema);
        ColumnChecks.CheckTexts(schema, copy.Columns.All);
        if (copy.UnlabeledColumnName is { } label)
        {
            MissingValues.RequireIn(schema, label);
        }

        var host = environment.Register("AugmentText");
        var seed = SeedOf(host, copy.Seed);
        var augmenter = TextAugmenter.Load(copy, (ulong)(uint)seed.Value);
        Inform(host, augmenter.Notes, seed);
        return new AugmentedDataView(data, augmenter, copy, host);
    }

    /// <exception cref="ArgumentException">An option is out of range, a column is missing or of another type, the model has no masked-LM head, or no seed has a token.</exception>
    public static SampledDataView Sample(IHostEnvironment environment, IDataView seeds, TextSamplingOptions options)
    {
        OptionsValidation.Validate(options);
        var copy = (TextSamplingOptions)options.Clone();
        ColumnChecks.CheckTexts(MicrosoftMLInternals.ShapeOf(seeds.Schema), copy.Columns.All);
        var host = environment.Register("SampleTexts");
        var seed = SeedOf(host, copy.Seed);
        var sampler = TextSampler.Load(copy, (ulong)(uint)seed.Value);
        Inform(host, sampler.Notes, seed);
        return new SampledDataView(sampler.From(Read(seeds, copy)), copy, host);
    }

    private static ChainSeed SeedOf(IHostEnvironment environment, int? own) => own is { } seed ? new ChainSeed(seed, IsRandom: false) : ChainSeed.Of(environment);

    private static void Inform(IHost host, IReadOnlyList<string> notes, ChainSeed seed)
    {
        using var channel = host.Start("Load");
        foreach (var note in seed.IsRandom ? [.. notes, FormattableString.Invariant($"seed {seed.Value}, chosen at random")] : notes)
        {
            channel.Info(MessageSensitivity.None, note);
        }
    }

    private static List<TextVariant> Read(IDataView seeds, TextSamplingOptions options)
    {
        using var cursor = seeds.GetRowCursor(options.Columns.All.Select(name => seeds.Schema[name]));
        var texts = new TextColumnReader(cursor, options.Sentence1ColumnName, options.Sentence2ColumnName);
        var read = new List<TextVariant>();
        while (cursor.MoveNext())
        {
            if (read.Count % RowsBetweenChecks == 0)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
            }

            texts.Read();
            read.Add(new TextVariant(texts.Text.ToString(), texts.Pair?.ToString()));
        }

        return read;
    }
}
