using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Models;

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

    /// <summary>The encoder whose rows stand for whole texts: of an embedding model as its head reads them, of others the mean over the tokens.</summary>
    static ISequenceEncoder OfVectors(CompressedModel model) =>
        model.Shape.IsStatic || HeadDefinition.Of(model.Head).IsEmbedding ? Of(model) : new MeanEncoder(model);

    /// <summary>The encoder whose rows the head of a model reads.</summary>
    static ISequenceEncoder Of(CompressedModel model) => model.Shape.IsStatic ? new TokenMeans(model)
        : model.Shape.ReadsMeanOfStates ? new MeanEncoder(model)
        : new Encoder(model);
}
