namespace MLNet.Compression.Training.Optimizers;

/// <summary>The settings of <see cref="AdamW"/> other than the learning rate.</summary>
internal sealed record AdamWOptions
{
    /// <summary>β₁, the decay of the gradient's mean.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>β₂, the decay of the squared gradient's mean.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>ε, added after the bias-corrected root.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>λ, the decoupled weight decay of matrices and tables.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Whether rows of embedding tables that a batch does not use decay and follow their momentum all the same.</summary>
    public bool DenseEmbeddings { get; init; }
}
