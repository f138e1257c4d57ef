using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

public sealed partial class QuantizationEstimator
{
    /// <summary>How a model is quantised.</summary>
    public sealed class Options : IStageOptions, IValidatableObject
    {
        /// <summary>The number format of the layers' weights. Default <see cref="QuantizationScheme.Int8"/>.</summary>
        [Required]
        public QuantizationScheme Scheme { get; set; } = QuantizationScheme.Int8;

        /// <summary>
        /// The number format of the embeddings, for instance <see cref="QuantizationScheme.ProductRows"/>; null, the default, for that of the layers' weights.
        /// </summary>
        public QuantizationScheme? EmbeddingScheme { get; set; }

        /// <summary>Further training in which the model learns to bear the rounding, with its options; null, the default, rounds the trained weights and no more.</summary>
        public QuantizationOptions? QuantizationAwareTraining { get; set; }

        /// <summary>Rows to measure the model on, for its report and while it is trained; null for those of the stage before, if it has any.</summary>
        public IDataView? ValidationSet { get; set; }

        /// <summary>The seed; null, the default, for that of the stage before.</summary>
        public int? Seed { get; set; }

        /// <summary>Receives the state of the training a few times a second; null, the default, leaves it to <see cref="QuantizationAwareTraining"/>.</summary>
        public IProgress<TrainingProgress>? Progress { get; set; }

        /// <summary>Threads to use, the caller's included; 0, the default, for as many as <see cref="QuantizationAwareTraining"/> says, or all processors.</summary>
        [Range(0, 1024)]
        public int Threads { get; set; }

        /// <summary>Stops this stage and those before it; one that can't be cancelled, the default, leaves it to <see cref="QuantizationAwareTraining"/>.</summary>
        public CancellationToken CancellationToken { get; set; }

        IProgress<TrainingProgress>? IStageOptions.Progress => Progress ?? QuantizationAwareTraining?.Progress;

        int IStageOptions.Threads => Threads > 0 ? Threads : QuantizationAwareTraining?.Threads ?? 0;

        CancellationToken IStageOptions.CancellationToken => CancellationToken.CanBeCanceled ? CancellationToken : QuantizationAwareTraining?.CancellationToken ?? default;

        TrainingOptions? IStageOptions.Training => QuantizationAwareTraining;

        internal Options Copied()
        {
            var copy = (Options)MemberwiseClone();
            copy.QuantizationAwareTraining = QuantizationAwareTraining?.Copied();
            return copy;
        }

        /// <summary>Refuses a model whose word embeddings can't be rounded so.</summary>
        /// <exception cref="ArgumentException">They can't.</exception>
        internal void Check(BertShape shape)
        {
            if (EmbeddingScheme?.Weights.FaultFor(shape.VocabularySize, shape.EmbeddingSize) is { } fault)
            {
                throw new ArgumentException($"{nameof(EmbeddingScheme)} is {EmbeddingScheme}. {fault}");
            }
        }

        /// <summary>The model rounded in place.</summary>
        internal RoundedModel Round(TextModel model, TrainingEnvironment environment, TextDataset? data) => RoundedModel.Of(
            model, Scheme.Weights, (EmbeddingScheme ?? Scheme).Weights, environment, data is null ? null : PieceCounts.Of([data], model.Shape.VocabularySize));

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
        {
            var ofTraining = QuantizationAwareTraining is null ? [] : OptionsValidation.FaultsOf(QuantizationAwareTraining).Select(fault => $"{nameof(QuantizationAwareTraining)}.{fault}");
            string[] ofScheme = Scheme is { Weights.IsForWords: true }
                ? [$"{nameof(Scheme)} is {Scheme}, which is for embeddings alone: set {nameof(EmbeddingScheme)} to it, and {nameof(Scheme)} to another one, such as {nameof(QuantizationScheme)}.{nameof(QuantizationScheme.Int8)}."]
                : [];
            return ofTraining.Concat(ofScheme).Select(fault => new ValidationResult(fault));
        }
    }
}
