using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Pretraining;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

public sealed partial class ContinuedPretrainingTrainer
{
    /// <summary>How a model goes on learning from running text.</summary>
    public sealed class Options : LanguageModellingOptions, IStageOptions, IValidatableObject
    {
        /// <summary>The column of texts. Default "Text".</summary>
        public string TextColumnName { get; set; } = "Text";

        /// <summary>The column to write with the texts' vectors. Default "Features".</summary>
        public string OutputColumnName { get; set; } = "Features";

        /// <summary>The longest text in tokens, special ones included; longer ones are cut. The model may set a lower limit. Default 128.</summary>
        [Range(3, 65_536)]
        public int MaxTokens { get; set; } = 128;

        /// <summary>Texts to measure the model on while it is trained; their tokens are hidden once, always alike. Null, the default, for none.</summary>
        [MayDifferOnResume]
        public IDataView? ValidationSet { get; set; }

        /// <summary>The seed; null, the default, for that of the MLContext. Without any seed one is chosen at random and logged.</summary>
        [MayDifferOnResume]
        public int? Seed { get; set; }

        internal PretrainingText Text => new(new FeatureColumnNames(TextColumnName, OutputColumnName), MaxTokens);

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) => Text.Faults();
    }
}
