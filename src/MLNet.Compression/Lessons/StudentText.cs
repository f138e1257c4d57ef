using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Columns;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression;

/// <summary>Columns, vocabulary and start of a student none of whose teachers is a text model.</summary>
public sealed record StudentText
{
    /// <summary>The label column; it may be missing where the recipe needs no labels. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The column to write with the probability of each class, or the predicted number. Default "Score".</summary>
    public string ScoreColumnName { get; init; } = "Score";

    /// <summary>The column to write with the most probable class; of numbers there is none. Default "PredictedLabel".</summary>
    public string PredictedLabelColumnName { get; init; } = "PredictedLabel";

    /// <summary>The column to write with the probability of what is true, of a binary classifier. Default "Probability".</summary>
    public string ProbabilityColumnName { get; init; } = "Probability";

    /// <summary>The text column. Default "Sentence1".</summary>
    public string Sentence1ColumnName { get; init; } = "Sentence1";

    /// <summary>The column of second texts, for a model of pairs. Default null.</summary>
    public string? Sentence2ColumnName { get; init; }

    /// <summary>A Hugging Face folder, or the file of a model of this library, whose tokenizer the student has, and from whose weights it starts unless the recipe starts at random; null to learn a vocabulary from the texts and start at random.</summary>
    [MayDifferOnResume]
    public string? Checkpoint { get; init; }

    /// <summary>The most pieces of a vocabulary learnt from the texts, unless the student's shape has a <see cref="ModelShape.VocabularySize"/>. Default 8,000.</summary>
    [Range(16, 1_000_000)]
    public int VocabularySize { get; init; } = 8_000;

    /// <summary>Whether a student with a vocabulary learnt from the texts ignores the case of letters, and accents. Default true.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>The longest text in tokens, special ones included; longer ones are cut. Default 128.</summary>
    [Range(3, 65_536)]
    public int MaxTokens { get; init; } = 128;

    internal TextColumns Columns(OutcomeKind kind) => new(
        LabelColumnName, Sentence1ColumnName, Sentence2ColumnName, ScoreColumnName, kind.HasPredictedLabel ? PredictedLabelColumnName : null, kind.HasProbability ? ProbabilityColumnName : null)
    {
        TakesWords = kind.TakesWords,
    };
}
