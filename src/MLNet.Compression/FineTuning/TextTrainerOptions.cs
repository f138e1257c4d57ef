using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

/// <summary>What the trainers of text models ask for, whatever they predict: the model to start from, and how to train it.</summary>
public abstract class TextTrainerOptions : FineTuningOptions, IStageOptions, IValidatableObject
{
    private protected TextTrainerOptions()
    {
    }

    /// <summary>A Hugging Face folder of a pretrained BERT, RoBERTa, ALBERT or DistilBERT model with its tokenizer, or the file of a model of this library; null to train from scratch.</summary>
    [MayDifferOnResume]
    public string? Checkpoint { get; set; }

    /// <summary>
    /// A fitted model to start from, in the place of a checkpoint: a <see cref="PretrainedTextTransformer"/> of a general distillation or of continued
    /// pre-training, a <see cref="TextModelTransformer"/>, or a chain with one. It stays as it is; its tokenizer is the new model's. Null, the default, for none.
    /// </summary>
    [MayDifferOnResume]
    public ITransformer? StartFrom { get; set; }

    /// <summary>The size of a model to train from scratch; null for <see cref="ModelShape.Tiny"/> below 10,000 rows and <see cref="ModelShape.Mini"/> from there on. Can't be set beside <see cref="Checkpoint"/> or <see cref="StartFrom"/>.</summary>
    public ModelShape? Shape { get; set; }

    /// <summary>The most pieces of the WordPiece vocabulary that training from scratch learns from the training text, unless <see cref="Shape"/> has a <see cref="ModelShape.VocabularySize"/>. Default 8,000.</summary>
    [Range(16, 1_000_000)]
    public int VocabularySize { get; set; } = 8_000;

    /// <summary>
    /// How many pieces of the vocabulary of <see cref="Checkpoint"/> or <see cref="StartFrom"/> to keep: those that the training texts use most, then the others in
    /// their order. The word table is cut before training, so that the model learns to read with these. Null, the default, for all.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int? ReducedVocabularySize { get; set; }

    /// <summary>Whether a model trained from scratch ignores the case of letters, and accents. Default true.</summary>
    public bool LowerCase { get; set; } = true;

    /// <summary>The longest text in tokens, special ones included; longer ones are cut. A checkpoint may set a lower limit. Default 128.</summary>
    [Range(3, 65_536)]
    public int MaxTokens { get; set; } = 128;

    /// <summary>Rows to measure the model on, for its report and while it is trained; null for none. They are not trained on. A classifier's may have text or key labels.</summary>
    [MayDifferOnResume]
    public IDataView? ValidationSet { get; set; }

    /// <summary>The seed of this stage and of those behind it; null, the default, for that of the MLContext. The same seed, options and data give the same model. Without any seed one is chosen at random and logged.</summary>
    [MayDifferOnResume]
    public int? Seed { get; set; }

    internal abstract TextColumns Columns { get; }

    /// <summary>Whether linear models are measured beside.</summary>
    internal virtual bool MeasuresBaseline => false;

    /// <summary>Says how much each of the rows that were read counts, where the options have a say in that.</summary>
    internal virtual void Weigh(TrainingRows rows)
    {
    }

    /// <summary>The model to train from scratch.</summary>
    internal virtual NewModel NewModel => new(Shape, VocabularySize, LowerCase, MaxTokens);

    /// <summary>The model to start from; null for one from scratch.</summary>
    internal virtual IModelStart? Start() => Checkpoint is { } folder ? PretrainedModel.Load(folder)
        : StartFrom is { } fitted ? FittedModel.Of(fitted, nameof(StartFrom))
        : null;

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) => Faults();

    /// <summary>What does not go together.</summary>
    private protected virtual IEnumerable<ValidationResult> Faults()
    {
        if (Checkpoint is not null && Shape is not null)
        {
            yield return new ValidationResult($"Checkpoint is '{Checkpoint}' and Shape is {Shape}; a checkpoint has a shape of its own. Set one of the two.");
        }

        if (StartFrom is not null && (Checkpoint ?? Shape?.ToString()) is { } other)
        {
            yield return new ValidationResult($"StartFrom is set, and {(Checkpoint is null ? nameof(Shape) : nameof(Checkpoint))} is {other}; a fitted model has weights and a shape of its own. Set one of them.");
        }

        if (ReducedVocabularySize is { } pieces && Checkpoint is null && StartFrom is null)
        {
            yield return new ValidationResult($"ReducedVocabularySize is {pieces}, but a model from scratch has no vocabulary that could be cut: set VocabularySize.");
        }

        foreach (var fault in Columns.Faults())
        {
            yield return new ValidationResult(fault);
        }
    }
}
