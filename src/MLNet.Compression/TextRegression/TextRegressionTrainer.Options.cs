using MLNet.Compression.Columns;

namespace MLNet.Compression;

public sealed partial class TextRegressionTrainer
{
    /// <summary>What is trained, on which columns, and how. The label column is a Single.</summary>
    public sealed class Options : SentenceTrainerOptions
    {
        internal override TextColumns Columns => new(LabelColumnName, Sentence1ColumnName, Sentence2ColumnName, ScoreColumnName, PredictedLabel: null, Weight: ExampleWeightColumnName);
    }
}
