using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Checkpoints;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

public sealed partial class TextClassificationTrainer
{
    /// <summary>What is trained, on which columns, and how.</summary>
    public sealed class Options : FineTuningOptions
    {
        /// <summary>The label column, a key. Default "Label".</summary>
        public string LabelColumnName { get; set; } = "Label";

        /// <summary>The column to write with the probability of each class. Default "Score".</summary>
        public string ScoreColumnName { get; set; } = "Score";

        /// <summary>The column to write with the most probable class. Default "PredictedLabel".</summary>
        public string OutputColumnName { get; set; } = "PredictedLabel";

        /// <summary>The text column. Default "Sentence1".</summary>
        public string Sentence1ColumnName { get; set; } = "Sentence1";

        /// <summary>The column of second texts, for a model of pairs. Default null.</summary>
        public string? Sentence2ColumnName { get; set; }

        /// <summary>A Hugging Face folder of a pretrained BERT, ALBERT or DistilBERT model with its tokenizer; null to train from scratch.</summary>
        [MayDifferOnResume]
        public string? Checkpoint { get; set; }

        /// <summary>The size of a model to train from scratch; null for <see cref="ModelShape.Mini"/>. Can't be set beside <see cref="Checkpoint"/>.</summary>
        public ModelShape? Shape { get; set; }

        /// <summary>The most pieces of the WordPiece vocabulary that training from scratch learns from the training text. Default 8,000.</summary>
        [Range(16, 1_000_000)]
        public int VocabularySize { get; set; } = 8_000;

        /// <summary>Whether a model trained from scratch ignores the case of letters, and accents. Default true.</summary>
        public bool LowerCase { get; set; } = true;

        /// <summary>The longest text in tokens, special ones included; longer ones are cut. A checkpoint may set a lower limit. Default 128.</summary>
        [Range(3, 65_536)]
        public int MaxTokens { get; set; } = 128;

        /// <summary>Rows to measure the model on, for its report and while it is trained, with text or key labels; null for none. They are not trained on.</summary>
        [MayDifferOnResume]
        public IDataView? ValidationSet { get; set; }

        /// <summary>Receives the state of the training a few times a second.</summary>
        [MayDifferOnResume]
        public IProgress<TrainingProgress>? Progress { get; set; }

        internal StageSettings Settings => new(ValidationSet, Progress, Threads, CheckpointPlace.Of(this), CancellationToken);

        internal TextColumns Columns => new(LabelColumnName, Sentence1ColumnName, Sentence2ColumnName, ScoreColumnName, OutputColumnName);

        internal Options Copy() => (Options)MemberwiseClone();
    }
}
