using MLNet.Compression.Training.Models;

namespace MLNet.Compression;

/// <summary>A model that training starts from.</summary>
internal interface IModelStart
{
    /// <summary>The sizes of its encoder.</summary>
    BertShape Shape { get; }

    /// <summary>Whether it was made for vectors of texts by the mean over the tokens, which a head of another task does not read unless that is asked for.</summary>
    bool IsOfMeans { get; }

    /// <summary>What the user should know of it, a sentence each.</summary>
    IEnumerable<string> Notes { get; }

    /// <summary>The model for a task, in memory of its own. A head for the same task and classes, in whatever order, is kept.</summary>
    /// <param name="labels">The class names; empty where the outputs are no classes.</param>
    /// <param name="head">What the model computes.</param>
    /// <param name="maxTokens">The longest text in tokens; the start may set a lower limit.</param>
    /// <param name="seed">The seed of new weights.</param>
    TextModel Create(IReadOnlyList<string> labels, HeadKind head, int maxTokens, int seed);
}
