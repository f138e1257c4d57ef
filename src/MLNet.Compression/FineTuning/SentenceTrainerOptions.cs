using System.ComponentModel.DataAnnotations;

namespace MLNet.Compression;

/// <summary>What the trainers of models of one text, or of a pair of texts, ask for beside: the columns of texts, labels and scores.</summary>
public abstract class SentenceTrainerOptions : TextTrainerOptions
{
    private protected SentenceTrainerOptions()
    {
    }

    /// <summary>The label column. Default "Label".</summary>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>The column to write with the probability of each class, or the predicted number. Default "Score".</summary>
    public string ScoreColumnName { get; set; } = "Score";

    /// <summary>The column, a Single, that says how much each row counts in the loss against the labels: Σ w · loss / Σ w over a step. Null, the default, where all count the same. Stages in the same chain read it too; validation does not.</summary>
    public string? ExampleWeightColumnName { get; set; }

    /// <summary>The text column. Default "Sentence1".</summary>
    public string Sentence1ColumnName { get; set; } = "Sentence1";

    /// <summary>The column of second texts, for a model of pairs. Default null.</summary>
    public string? Sentence2ColumnName { get; set; }

    /// <summary>
    /// Whether ML.NET's linear models are measured on the <see cref="TextTrainerOptions.ValidationSet"/> too, in seconds (<see cref="CompressionReport.Baseline"/>): the report has them
    /// beside the stages, and the log warns of a model that does worse. For classes and numbers. Default false.
    /// </summary>
    [MayDifferOnResume]
    public bool Baseline { get; set; }

    /// <summary>
    /// What is read of a text: the mean over its tokens' last states, or the first token's state, through a pooler. Null, the default, for the latter, unless the model to start from is of this
    /// task and reads the mean; where two texts are compared, for what the model or its folder says, else the mean.
    /// </summary>
    public EmbeddingPooling? Pooling { get; set; }

    internal sealed override bool MeasuresBaseline => Baseline;

    internal override NewModel NewModel => base.NewModel with { Pooler = Pooling == EmbeddingPooling.Mean ? PoolerKind.Mean : null };

    internal override IModelStart? Start() => base.Start() is { } start ? new PooledStart(start, Pooling) : null;

    private protected override IEnumerable<ValidationResult> Faults() => base.Faults().Concat(PoolingCheck.FaultsOf(Pooling));
}
