using MLNet.Compression.Columns;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression;

/// <summary>Which columns <see cref="DataCatalogExtensions.AugmentText"/> varies, and how.</summary>
public sealed class TextAugmentationOptions : AugmentationOptions
{
    /// <summary>The text column. Default "Sentence1".</summary>
    public string Sentence1ColumnName { get; set; } = "Sentence1";

    /// <summary>The column of second texts, for pairs. Default null.</summary>
    public string? Sentence2ColumnName { get; set; }

    /// <summary>A fitted masked-LM, in the place of a folder in <see cref="AugmentationOptions.MaskedLanguageModel"/>: what continued pre-training gives, or a general distillation that taught the head. Null, the default, for none.</summary>
    public PretrainedTextTransformer? FittedMaskedLanguageModel { get; set; }

    /// <summary>
    /// A label column that is missing in the variants, so that a teacher labels them: key 0, NaN or an empty text stands there. Null, the default, to
    /// give them the label of their original.
    /// </summary>
    public string? UnlabeledColumnName { get; set; }

    /// <summary>The seed; null, the default, for that of the MLContext. The same seed, options and rows give the same variants. Without any seed one is chosen at random and logged.</summary>
    public int? Seed { get; set; }

    internal TextColumnNames Columns => new(Sentence1ColumnName, Sentence2ColumnName);

    private protected override bool HasMaskedLanguageModel => FittedMaskedLanguageModel is not null || base.HasMaskedLanguageModel;

    internal override Training.Augmentation.MaskedLanguageModel? OpenMaskedLanguageModel() => FittedMaskedLanguageModel is { } fitted
        ? new Training.Augmentation.MaskedLanguageModel(CompressedModelDecoder.Decode(fitted.Model), Threads)
        : base.OpenMaskedLanguageModel();

    private protected override IEnumerable<string> Faults()
    {
        if (FittedMaskedLanguageModel is not null && base.HasMaskedLanguageModel)
        {
            yield return $"{nameof(FittedMaskedLanguageModel)} is set, and {nameof(MaskedLanguageModel)} is '{base.MaskedLanguageModel}': set one of the two.";
        }

        if (FittedMaskedLanguageModel is { IsMaskedLanguageModel: false })
        {
            yield return $"The head of {nameof(FittedMaskedLanguageModel)} was not learnt, so it can't propose words: give a model of ContinuedPretraining, or of a general distillation whose recipe teaches the head.";
        }

        foreach (var fault in base.Faults().Concat(Columns.Faults()))
        {
            yield return fault;
        }

        if (UnlabeledColumnName is { } label && Columns.All.Contains(label))
        {
            yield return $"{nameof(UnlabeledColumnName)} is '{label}', which is a column of texts: name the label column.";
        }
    }
}
