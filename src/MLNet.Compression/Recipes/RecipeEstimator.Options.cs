using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

public sealed partial class RecipeEstimator
{
    /// <summary>What a model is compressed to, and what all stages of that share.</summary>
    public sealed class Options : IStageOptions, IValidatableObject
    {
        /// <summary>The recipe. Default <see cref="CompressionRecipe.Small"/> of 3,000,000 bytes.</summary>
        [Required]
        public CompressionRecipe Recipe { get; set; } = CompressionRecipe.Small(3_000_000);

        /// <summary>Rows to measure the model on after each stage, and linear models too; null for those of the teacher, if it has any. They are not trained on.</summary>
        [MayDifferOnResume]
        public IDataView? ValidationSet { get; set; }

        /// <summary>Texts that the student learns from beside the training data, in columns of the same names and without labels. Null, the default, for none.</summary>
        [MayDifferOnResume]
        public IDataView? UnlabeledSet { get; set; }

        /// <summary>Makes variants of the training texts, which the student learns from as rows without labels. Null, the default, for none.</summary>
        public AugmentationOptions? Augmentation { get; set; }

        /// <summary>The seed of all stages; null, the default, for that of the teacher, or of the MLContext.</summary>
        [MayDifferOnResume]
        public int? Seed { get; set; }

        /// <summary>Receives the state of the training a few times a second.</summary>
        [MayDifferOnResume]
        public IProgress<TrainingProgress>? Progress { get; set; }

        /// <summary>Threads to use, the caller's included; 0, the default, for all processors. The result does not depend on it.</summary>
        [Range(0, 1024)]
        [MayDifferOnResume]
        public int Threads { get; set; }

        /// <summary>Stops the run within a second, with its state saved if <see cref="ResumeFolder"/> is set.</summary>
        [MayDifferOnResume]
        public CancellationToken CancellationToken { get; set; }

        /// <summary>A folder for the state of the run, in which each stage has one of its own. Null, the default, for that of the teacher, if it has one.</summary>
        [MayDifferOnResume]
        public string? ResumeFolder { get; set; }

        /// <summary>Minutes after which the state is written. Default 5.</summary>
        [Range(0.0, 1e6)]
        [MayDifferOnResume]
        public double SaveEveryMinutes { get; set; } = 5;

        /// <summary>Steps after which the state is written; 0, the default, to go by <see cref="SaveEveryMinutes"/> alone.</summary>
        [Range(0, int.MaxValue)]
        [MayDifferOnResume]
        public int SaveEverySteps { get; set; }

        /// <summary>Whether each data set gets a folder of its own in <see cref="ResumeFolder"/>, as cross-validation needs it. Default false.</summary>
        [MayDifferOnResume]
        public bool ResumePerData { get; set; }

        internal Options Copied()
        {
            var copy = (Options)MemberwiseClone();
            copy.Augmentation = Augmentation?.Clone();
            return copy;
        }

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
        {
            var ofRecipe = Recipe?.Faults().Select(fault => $"{nameof(Recipe)}.{fault}") ?? [];
            var ofVariants = Augmentation is null ? [] : OptionsValidation.FaultsOf(Augmentation).Select(fault => $"{nameof(Augmentation)}.{fault}");
            return ofRecipe.Concat(ofVariants).Select(fault => new ValidationResult(fault));
        }
    }
}
