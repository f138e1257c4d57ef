using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Columns;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression;

public sealed partial class TextEmbeddingEstimator
{
    /// <summary>How texts become vectors.</summary>
    public sealed class Options : IValidatableObject
    {
        private const int LeastTokens = 3;

        /// <summary>The column of texts. Default "Text".</summary>
        public string InputColumnName { get; set; } = "Text";

        /// <summary>The column of vectors. Default "Embedding".</summary>
        public string OutputColumnName { get; set; } = "Embedding";

        /// <summary>What is read of a text. Null, the default, for what the model or its folder says, else the mean.</summary>
        public EmbeddingPooling? Pooling { get; set; }

        /// <summary>Whether vectors are divided by their length. Null, the default, for what the model or its folder says, else no.</summary>
        public bool? Normalize { get; set; }

        /// <summary>The longest text in tokens, special ones included; longer texts are cut. Null, the default, for what the model or its folder says, else all positions.</summary>
        [Range(LeastTokens, int.MaxValue)]
        public int? MaxTokens { get; set; }

        /// <summary>Threads that share a batch of rows; 0, the default, for all processors.</summary>
        [Range(0, 1024)]
        public int Threads { get; set; }

        internal TextColumns Columns => EmbeddingOutcome.ColumnsOf(InputColumnName, OutputColumnName);

        internal PoolerKind? Pooler => Pooling switch
        {
            null => null,
            EmbeddingPooling.Mean => PoolerKind.Mean,
            _ => PoolerKind.None,
        };

        internal Options Copied() => (Options)MemberwiseClone();

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
        {
            foreach (var fault in PoolingCheck.FaultsOf(Pooling))
            {
                yield return fault;
            }

            foreach (var fault in new FeatureColumnNames(InputColumnName, OutputColumnName).Faults())
            {
                yield return new ValidationResult(fault);
            }
        }
    }
}
