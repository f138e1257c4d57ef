using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.SentenceSimilarity;
using MLNet.Compression.TextEmbedding;

namespace MLNet.Compression;

public sealed partial class SentenceSimilarityTrainer
{
    /// <summary>What is trained, on which columns, and how. The label column is a Single.</summary>
    public sealed class Options : SentenceTrainerOptions, IValidatableObject
    {
        /// <summary>Options with the second text in "Sentence2".</summary>
        public Options() => Sentence2ColumnName = "Sentence2";

        /// <summary>The label of texts that have nothing to do with each other, whose vectors are to be at right angles. Default 0.</summary>
        public float LowestLabel { get; set; }

        /// <summary>The label of texts that mean the same, whose vectors are to be alike. Default 1.</summary>
        public float HighestLabel { get; set; } = 1;

        internal LabelRange Range => new(LowestLabel, HighestLabel);

        internal override TextColumns Columns => new(LabelColumnName, Sentence1ColumnName, Sentence2ColumnName, ScoreColumnName, PredictedLabel: null, Weight: ExampleWeightColumnName) { ReadsApart = true };

        internal override NewModel NewModel => base.NewModel with { Pooler = Embedding.Pooler ?? PoolerKind.Mean };

        private TextEmbeddingEstimator.Options Embedding => new() { Pooling = Pooling, Normalize = true };

        internal override IModelStart? Start() => Checkpoint is { } folder ? new EmbeddingStart(EmbeddingSource.OfFolder(folder, Embedding))
            : StartFrom is { } fitted ? new EmbeddingStart(EmbeddingSource.OfModel(FittedModel.Of(fitted, nameof(StartFrom)).Model, Embedding))
            : null;

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) =>
        [
            .. Faults(),
            .. Range.IsSound ? [] : new[] { new ValidationResult(FormattableString.Invariant($"LowestLabel is {LowestLabel} and HighestLabel {HighestLabel}: the highest is to be a finite number above the lowest.")) },
            .. string.IsNullOrWhiteSpace(Sentence2ColumnName) ? [new ValidationResult("Sentence2ColumnName is empty, and two texts are compared: name the column of the second.")] : Array.Empty<ValidationResult>(),
        ];
    }
}
