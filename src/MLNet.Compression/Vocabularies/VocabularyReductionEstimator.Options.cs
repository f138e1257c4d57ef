using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

public sealed partial class VocabularyReductionEstimator
{
    /// <summary>Which pieces of a vocabulary are kept.</summary>
    public sealed class Options : IStageOptions, IValidatableObject
    {
        /// <summary>How many pieces to keep; null, the default, for as many as <see cref="Coverage"/> takes. Special tokens and single characters are always among them.</summary>
        [Range(1, int.MaxValue)]
        public int? Pieces { get; set; }

        /// <summary>The share of the corpus's tokens that the kept pieces are to cover, the most frequent first, 0 to 1; null, the default, for all, which is 1. Can't be set beside <see cref="Pieces"/>.</summary>
        [Share]
        public double? Coverage { get; set; }

        /// <summary>Texts like those that the model is for, in columns of the same names as its own; null, the default, for the texts given to Fit.</summary>
        [MayDifferOnResume]
        public IDataView? Corpus { get; set; }

        /// <summary>
        /// Other texts, whose most frequent pieces come next where <see cref="Pieces"/> are more than the corpus uses, in the model's first text column at least;
        /// null, the default, for the vocabulary's own order.
        /// </summary>
        [MayDifferOnResume]
        public IDataView? GeneralCorpus { get; set; }

        /// <summary>Rows to measure the model on, for its report; null for those of the stage before, if it has any.</summary>
        [MayDifferOnResume]
        public IDataView? ValidationSet { get; set; }

        /// <summary>Threads to measure with, the caller's included; 0, the default, for all processors.</summary>
        [Range(0, 1024)]
        [MayDifferOnResume]
        public int Threads { get; set; }

        /// <summary>Stops this stage and those before it.</summary>
        [MayDifferOnResume]
        public CancellationToken CancellationToken { get; set; }

        int? IStageOptions.Seed => null;

        IProgress<TrainingProgress>? IStageOptions.Progress => null;

        internal Options Copied() => (Options)MemberwiseClone();

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
        {
            if (Pieces is not null && Coverage is not null)
            {
                yield return new ValidationResult(FormattableString.Invariant(
                    $"{nameof(Pieces)} is {Pieces} and {nameof(Coverage)} is {Coverage}; each says how many pieces are kept. Set one of the two."));
            }

            if (GeneralCorpus is not null && Pieces is null)
            {
                yield return new ValidationResult(
                    $"{nameof(GeneralCorpus)} is set, but {nameof(Pieces)} is not, so that no more pieces are kept than the corpus uses: set {nameof(Pieces)}, or leave {nameof(GeneralCorpus)} null.");
            }
        }
    }
}
