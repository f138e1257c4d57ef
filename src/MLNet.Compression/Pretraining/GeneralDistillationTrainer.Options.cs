using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Pretraining;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

public sealed partial class GeneralDistillationTrainer
{
    /// <summary>How a student learns from its teacher on running text.</summary>
    public sealed class Options : DistillationOptions, IStageOptions, IValidatableObject
    {
        /// <summary>The options' defaults: <see cref="DistillationRecipe.TinyBertGeneral"/>, for <see cref="StudentShape.TinyBert4"/>.</summary>
        public Options() => Recipe = DistillationRecipe.TinyBertGeneral;

        /// <summary>The size of the student: a <see cref="StudentShape"/>, or any other. Default <see cref="StudentShape.TinyBert4"/>.</summary>
        [Required]
        public ModelShape Student { get; set; } = StudentShape.TinyBert4;

        /// <summary>
        /// Where the pieces come from of a student whose <see cref="Student"/> has a <see cref="ModelShape.VocabularySize"/>. Null, the default, for
        /// <see cref="StudentVocabulary.Learned"/> where the teacher learns the student's pieces, as in <see cref="DistillationRecipe.DualTraining"/>, there of
        /// 5,000 pieces unless the student has another number; for <see cref="StudentVocabulary.Reduced"/> in all other recipes.
        /// </summary>
        public StudentVocabulary? StudentVocabulary { get; set; }

        /// <summary>The column of texts. Default "Text".</summary>
        public string TextColumnName { get; set; } = "Text";

        /// <summary>The column to write with the texts' vectors. Default "Features".</summary>
        public string OutputColumnName { get; set; } = "Features";

        /// <summary>The longest text in tokens, special ones included; longer ones are cut. The teacher may set a lower limit. Default 128.</summary>
        [Range(3, 65_536)]
        public int MaxTokens { get; set; } = 128;

        /// <summary>Texts to measure the student's masked-LM head on while it is trained; their tokens are hidden once, always alike. Null, the default, for none. Needs a recipe that teaches the head.</summary>
        [MayDifferOnResume]
        public IDataView? ValidationSet { get; set; }

        /// <summary>The seed; null, the default, for that of the MLContext. Without any seed one is chosen at random and logged.</summary>
        [MayDifferOnResume]
        public int? Seed { get; set; }

        internal PretrainingText Text => new(new FeatureColumnNames(TextColumnName, OutputColumnName), MaxTokens);

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) =>
            StudentVocabulary?.FaultOf(Student?.VocabularySize, Recipe is null ? null : OwnVocabulary.UsualSizeOf(Recipe)) is { } fault
                ? Text.Faults().Append(new ValidationResult(fault))
                : Text.Faults();
    }
}
