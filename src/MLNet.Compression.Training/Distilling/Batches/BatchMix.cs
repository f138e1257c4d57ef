using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling.Batches;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>Which rows a stage's batches are made of, where some rows have labels and some have none. Equal by value.</summary>
public abstract record BatchMix : IOptionParts
{
    private protected BatchMix()
    {
    }

    /// <summary>All rows, shuffled together.</summary>
    public static BatchMix All { get; } = new AllRows();

    /// <summary>The rows with labels alone.</summary>
    public static BatchMix Labeled { get; } = new LabeledRows();

    /// <summary>Every step has rows of both kinds; an epoch is over when the kind that lasts longer is, and the other one begins again.</summary>
    /// <param name="labeledShare">The share of each batch that has labels, between 0 and 1.</param>
    public static BatchMix Mixed(double labeledShare) => new MixedRows(labeledShare);

    /// <summary>Steps of labelled rows and steps of unlabelled ones in turns (Clark et al. 2018).</summary>
    /// <param name="labeledSteps">Labelled steps of a turn.</param>
    /// <param name="unlabeledSteps">Unlabelled steps of a turn.</param>
    public static BatchMix Alternating(int labeledSteps = 1, int unlabeledSteps = 1) => new AlternatingRows(labeledSteps, unlabeledSteps);

    /// <summary>Whether there must be unlabelled rows.</summary>
    internal virtual bool NeedsUnlabeled => false;

    /// <summary>Whether there must be labelled rows.</summary>
    internal virtual bool NeedsLabeled => true;

    /// <summary>Whether unlabelled rows, where there are some, are used.</summary>
    internal virtual bool TakesUnlabeled => true;

    /// <summary>The source of the batches.</summary>
    internal abstract BatchSource SourceOf(BatchRows rows);
}
