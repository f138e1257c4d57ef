using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Layers;

/// <summary>From the encoder's states to the outputs of a task.</summary>
internal abstract class TaskHead
{
    public abstract HeadKind Kind { get; }

    /// <summary>What the state of the first token, or the mean, passes first; null where it does not, or other tokens count too.</summary>
    public virtual Linear? Pooler => null;

    /// <summary>The linear layer that reads states of the encoder, or the pooler's output; null where an embedding is what the pooling gives.</summary>
    public abstract Linear? Classifier { get; }

    /// <summary>What follows the linear layer and leads to the vocabulary; null where the linear layer is the last.</summary>
    public virtual WordDecoder? Decoder => null;

    /// <summary>Columns of what <see cref="Forward"/> gives.</summary>
    public virtual int Outputs => Classifier!.Weight.Rows;

    /// <summary>Whether <see cref="Forward"/> gives a row for each token, not one for each sequence.</summary>
    public virtual bool LooksAtTokens => true;

    /// <summary>Whether <see cref="Forward"/> reads the states of all tokens, not those of first tokens alone.</summary>
    public virtual bool ReadsAllTokens => true;

    /// <summary>The linear layers, in order of use.</summary>
    public IEnumerable<Linear> Linears => new[] { Pooler, Classifier }.OfType<Linear>();

    /// <summary>Every weight that belongs to the head alone.</summary>
    public IEnumerable<Parameter> Parameters => [.. Linears.SelectMany(linear => linear.Parameters), .. Decoder?.Parameters ?? []];

    /// <param name="tape">The pass.</param>
    /// <param name="hidden">The encoder's output [tokens x hidden size]; of a static model the means [sequences x embedding size].</param>
    /// <param name="layout">The sequences.</param>
    /// <param name="dropout">The rates.</param>
    /// <returns>[sequences x outputs], or [tokens x outputs] where the task looks at each token.</returns>
    public abstract Tensor Forward(Tape tape, Tensor hidden, AttentionLayout layout, DropoutRates dropout);
}
