using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using MLNet.Compression.Lessons;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

public sealed partial class DistillationTrainer
{
    /// <summary>How a student learns from its teacher.</summary>
    public sealed class Options : DistillationOptions, IStageOptions, IValidatableObject
    {
        /// <summary>The size of the student: a <see cref="StudentShape"/>, or any other. Default <see cref="StudentShape.TinyBert4"/>.</summary>
        [Required]
        public ModelShape Student { get; set; } = StudentShape.TinyBert4;

        /// <summary>
        /// Where the pieces come from of a student whose <see cref="Student"/> has a <see cref="ModelShape.VocabularySize"/>. Default
        /// <see cref="StudentVocabulary.Reduced"/>; without a text model or a checkpoint whose pieces could be taken they are always learnt.
        /// </summary>
        [Required]
        public StudentVocabulary StudentVocabulary { get; set; } = StudentVocabulary.Reduced;

        /// <summary>Texts to learn from beside the training data, in columns of the same names; they need no label, and none is read. Null, the default, for none.</summary>
        /// <remarks>Rows of the training data whose label is missing are used as these are, if the recipe learns anything from rows without labels.</remarks>
        [MayDifferOnResume]
        public IDataView? UnlabeledSet { get; set; }

        /// <summary>
        /// The probability from which on an unlabelled row counts as labelled with the class that its teachers, all alike, find most probable; for recipes with a
        /// <see cref="LabelLoss"/>. Null, the default, for no such labels.
        /// </summary>
        [Share]
        public double? PseudoLabelConfidence { get; set; }

        /// <summary>
        /// Makes variants of the texts given to Fit, which are learnt from as rows without labels: the teachers say what they mean (TinyBERT's data
        /// augmentation). Null, the default, for none. See <see cref="DataCatalogExtensions.AugmentText"/> for variants that keep their label.
        /// </summary>
        public AugmentationOptions? Augmentation { get; set; }

        /// <summary>Columns, vocabulary and start of a student none of whose teachers is a text model; null, the default, for the usual ones. A text model among the teachers gives these itself.</summary>
        public StudentText? Text { get; set; }

        /// <summary>Rows to measure the student on, for its report and while it is trained; null for those of the first text model among the teachers, if it has any.</summary>
        [MayDifferOnResume]
        public IDataView? ValidationSet { get; set; }

        /// <summary>
        /// Whether ML.NET's linear models are measured on the validation set too, in seconds (<see cref="CompressionReport.Baseline"/>): the report has them beside the stages, and the
        /// log warns of a model that does worse. For classes and numbers. Default false.
        /// </summary>
        [MayDifferOnResume]
        public bool Baseline { get; set; }

        /// <summary>The seed; null, the default, for that of the first text model among the teachers, or of the MLContext.</summary>
        [MayDifferOnResume]
        public int? Seed { get; set; }

        internal LessonSettings Lesson => new(Recipe, Student, StudentVocabulary, Text ?? new StudentText(), UnlabeledSet, PseudoLabelConfidence, Augmentation, MaskedTokenShare > 0);

        internal override TrainingOptions Clone()
        {
            var copy = (Options)base.Clone();
            copy.Augmentation = Augmentation?.Clone();
            return copy;
        }

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
        {
            var ofText = Text is null ? [] : OptionsValidation.FaultsOf(Text).Concat(Text.Columns(BinaryOutcomeKind.Instance).Faults()).Select(fault => $"{nameof(Text)}.{fault}");
            var ofVariants = Augmentation is null ? [] : OptionsValidation.FaultsOf(Augmentation).Select(fault => $"{nameof(Augmentation)}.{fault}");
            IEnumerable<string?> ofVocabulary = StudentVocabulary == StudentVocabulary.Reduced ? [] : [StudentVocabulary?.FaultOf(Student?.VocabularySize, usual: null)];
            return ofText.Concat(ofVariants).Concat(ofVocabulary.OfType<string>()).Select(fault => new ValidationResult(fault));
        }
    }
}
