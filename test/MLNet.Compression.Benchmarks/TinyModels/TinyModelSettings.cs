namespace MLNet.Compression.Benchmarks.TinyModels;

/// <summary>What the tiny model is made with. The same settings and corpus give the same file on the same machine.</summary>
internal sealed record TinyModelSettings
{
    /// <summary>Pieces of the vocabulary.</summary>
    public int Pieces { get; init; } = 16_000;

    /// <summary>The share of the layers' multiply-adds that is cut out before anything is trained. Usually none: few bits save more (docs/tiny-model.md).</summary>
    public double Share { get; init; }

    /// <summary>Bits of the layers' weights.</summary>
    public int LayerBits { get; init; } = 3;

    /// <summary>Layers, from 0, whose feed-forward networks have 2 bits.</summary>
    public IReadOnlyList<int> LightLayers { get; init; } = [1, 2];

    /// <summary>Bits of the word embeddings.</summary>
    public int WordBits { get; init; } = 2;

    /// <summary>Neighbouring features of a word embedding that share a step; null for all of them.</summary>
    public int? WordGroup { get; init; } = 64;

    /// <summary>Tokens that are learnt from, of distillation and quantisation together.</summary>
    public long Tokens { get; init; } = 2_565_558;

    /// <summary>Minutes in which this machine is to learn, from as many tokens as it can, in the place of <see cref="Tokens"/>; null for these.</summary>
    public double? Minutes { get; init; }

    /// <summary>The part of the tokens that is learnt from while the weights are rounded.</summary>
    public double RoundedShare { get; init; } = 1;

    /// <summary>The peak learning rate of the distillation.</summary>
    public double Rate { get; init; } = 3e-4;

    /// <summary>The peak learning rate while the weights are rounded.</summary>
    public double RoundedRate { get; init; } = 3e-4;

    /// <summary>How much the distance of the texts' vectors counts beside that of the hidden states.</summary>
    public double VectorWeight { get; init; } = 1;

    /// <summary>How much relations count.</summary>
    public double RelationWeight { get; init; }

    /// <summary>The share of the rows that are pairs of passages.</summary>
    public double PairShare { get; init; } = 0.15;

    /// <summary>Rows a step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The one seed.</summary>
    public int Seed { get; init; } = 1;
}
