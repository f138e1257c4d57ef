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
    static ISequenceEncoder OfVectors(CompressedModel model) => model.Shape.IsStatic ? new TokenMeans(model)
        : HeadDefinition.Of(model.Head).IsEmbedding && model.Shape.Pooler != PoolerKind.Mean ? new Encoder(model)
        : new MeanEncoder(model);

    /// <summary>The encoder of a model for classes or numbers.</summary>
    static ISequenceEncoder Of(CompressedModel model) => model.Shape.IsStatic ? new TokenMeans(model)
        : model.Shape.Pooler == PoolerKind.Mean ? new MeanEncoder(model)
        : new Encoder(model);
}
