using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>Token ids to a row of features for each sequence.</summary>
internal interface ISequenceEncoder
{
    /// <summary>What the head reads.</summary>
    /// <param name="chunk">The tokens; ids, types and lengths are in range.</param>
    /// <param name="workspace">The memory to work in.</param>
    /// <param name="format">The form in which the head takes the rows.</param>
    /// <returns>[sequences x features].</returns>
    LinearInput Forward(SequenceChunk chunk, Workspace workspace, InputFormat format);

    /// <summary>The encoder of a model.</summary>
    static ISequenceEncoder Of(CompressedModel model) => model.Shape.IsStatic ? new TokenMeans(model) : new Encoder(model);
}
